package io.github.audibleabssync.cli.demo;

import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.practice.PracticeBook;
import io.github.audibleabssync.practice.PracticeListener;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Paula, Kim and Ben: a few scenes by the book, then they go on by themselves, the same way in every run. */
final class Listeners {

    private static final long SEED = 7;
    private static final Duration FIRST_FREE_ACT = Duration.ofSeconds(22);
    private static final Duration BETWEEN_ACTS = Duration.ofMillis(3_500);
    private static final int MEMORY = 2;

    private final World world;
    private final PracticeListener hands;
    private final Narrator narrator;
    private final Random random = new Random(SEED);
    private final Deque<Scene> scenes = new ArrayDeque<>();
    private final Deque<PracticeBook> lately = new ArrayDeque<>();
    private final List<PracticeBook> free;
    private Duration nextFreeAct = FIRST_FREE_ACT;

    private record Scene(Duration at, Runnable act) {}

    Listeners(World world, Narrator narrator) {
        this.world = world;
        this.hands = world.listener();
        this.narrator = narrator;
        World.Cast cast = world.cast();
        free = List.of(cast.inStep(), cast.notBegun(), cast.onPhone(), cast.withoutJingles());
        scene(6, () -> onPhone("Paula", cast.inStep(), 25));
        scene(9, () -> onPlayer("Kim", cast.notBegun(), 12));
        scene(11, () -> finish("Ben", cast.nearlyDone()));
        scene(13, () -> onPlayer("Paula", cast.inStep(), 18));
        scene(15, () -> jumpBack("Kim", cast.jumped(), 40));
        scene(17, () -> rewind("Kim", cast.notBegun(), 3));
        scene(19, () -> onPhone("Ben", cast.withoutJingles(), 20));
    }

    private void scene(int second, Runnable act) {
        scenes.add(new Scene(Duration.ofSeconds(second), act));
    }

    /** Does what is due at this time of the story. */
    void act(Duration time) {
        Optional<Scene> due =
                Optional.ofNullable(scenes.peek()).filter(next -> next.at().compareTo(time) <= 0);
        if (due.isPresent()) {
            scenes.remove();
            due.get().act().run();
        } else if (scenes.isEmpty() && nextFreeAct.compareTo(time) <= 0) {
            nextFreeAct = time.plus(BETWEEN_ACTS);
            freeAct();
        }
    }

    private void freeAct() {
        List<PracticeBook> open = new ArrayList<>(free);
        open.removeAll(lately);
        open.removeIf(this::isNearlyDone);
        if (open.isEmpty()) {
            return;
        }
        PracticeBook book = open.get(random.nextInt(open.size()));
        lately.add(book);
        if (lately.size() > MEMORY) {
            lately.remove();
        }
        String who = List.of("Paula", "Kim", "Ben").get(free.indexOf(book) % 3);
        int minutes = 8 + random.nextInt(22);
        switch (random.nextInt(5)) {
            case 0 -> rewind(who, book, 2 + minutes % 4);
            case 1, 2 -> onPlayer(who, book, minutes);
            default -> onPhone(who, book, minutes);
        }
    }

    private boolean isNearlyDone(PracticeBook book) {
        Place latest = hands.placeOnPhone(book.asin()).orElse(Place.START);
        return latest.fromStart().plusHours(2).compareTo(world.runtime(book.asin())) > 0;
    }

    private void onPhone(String who, PracticeBook book, int minutes) {
        Place place = hands.listenOnPhone(book.asin(), Duration.ofMinutes(minutes));
        narrator.act(who + ", phone", book, "listens for %d min, to %s".formatted(minutes, place));
    }

    private void onPlayer(String who, PracticeBook book, int minutes) {
        Place place = hands.listenOnAudiobookshelf(book.itemId(), Duration.ofMinutes(minutes));
        narrator.act(
                who + ", web player", book, "listens for %d min, to %s".formatted(minutes, place));
    }

    private void rewind(String who, PracticeBook book, int minutes) {
        Place place =
                hands.placeOnAudiobookshelf(book.itemId())
                        .orElse(Place.START)
                        .shift(Duration.ofMinutes(-minutes));
        hands.seekOnAudiobookshelf(book.itemId(), place);
        narrator.act(
                who + ", web player", book, "goes back %d min, to %s".formatted(minutes, place));
    }

    private void jumpBack(String who, PracticeBook book, int minutes) {
        Place place =
                hands.placeOnPhone(book.asin())
                        .orElse(Place.START)
                        .shift(Duration.ofMinutes(-minutes));
        hands.seekOnPhone(book.asin(), place);
        narrator.act(who + ", phone", book, "slips back %d min, to %s".formatted(minutes, place));
    }

    private void finish(String who, PracticeBook book) {
        hands.finishOnPhone(book.asin());
        narrator.act(who + ", phone", book, "marks the book as finished");
    }
}
