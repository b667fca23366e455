package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleAnswers;
import io.github.audibleabssync.audible.AudibleRequests;
import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookSearch;
import io.github.audibleabssync.core.Decision;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.JournalEntry.Confirmation;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Pair;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.Reading;
import io.github.audibleabssync.core.Reason;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.Rule;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.core.SideState;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Proves that writes arrive: sets a place forward by a second, reads it back, and puts it back, by the daemon's own beans and
 * requests. Every write is a claim and a journal row like any other. A kill in the middle leaves a second's difference, which
 * is no move, and an open claim at most, which the daemon's next start settles.
 *
 * <p>Only for a state that no daemon works with.
 */
public final class Canary implements AutoCloseable {

    /** How far a place is set aside, at most: a tolerance is a whole number of seconds, and stillness begins below. */
    static final Duration STEP = Duration.ofSeconds(1);

    private static final Duration LEAST_STEP = Duration.ofMillis(500);

    /** A read-back has to tell one place from the other. */
    private static final Duration EXACT = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Settings settings;
    private final StateStore store;
    private final Beans beans;
    private final Books books;
    private final CanaryBooks choice;
    private final PlaceReader reader;
    private final BookFinder finder;
    private final BookDecider decider;
    private final PlaceWriter writer;
    private final WriteConfirmer confirmer;
    private final Map<Side, DirectService> services = new EnumMap<>(Side.class);
    private final Pause pause;
    private final Clock clock;

    /** One for each test, and no command's, which count from 1: an undo takes back what has one origin. */
    private final Origin origin;

    /** Why a book is not used. */
    public enum Unfit {
        /** Several Audiobookshelf items share its ASIN. */
        SEVERAL,
        /** The two sides' editions do not fit. */
        EDITION,
        /** The daemon has not confirmed yet that both sides agree on it. */
        NO_AGREEMENT,
        /** An earlier write to it is not confirmed yet. */
        PENDING,
        /** A side did not say where it is. */
        UNREADABLE,
        /** A side has no place. */
        NO_PLACE,
        /** Finished. */
        FINISHED,
        /** A side is within its first minute. */
        AT_START,
        /** A side is near its end. */
        AT_END,
        /** The sides do not agree. */
        APART,
        /** Somebody listens, or did a moment ago. */
        PLAYING
    }

    /** How a side's test ended. */
    public enum Outcome {
        /** Set aside, seen, put back, seen. */
        PROVED,
        /** {@code ONE_WAY_MODE} forbids it; nothing was sent. */
        FORBIDDEN,
        /** The write aside did not arrive; nothing was changed. */
        NOT_ARRIVED,
        /** Somebody listened in between; theirs was left alone. */
        OVERTAKEN,
        /** Set aside, and not put back for certain. */
        LEFT_ASIDE
    }

    /**
     * What a test found.
     *
     * @param side which was written
     * @param outcome how it ended
     * @param place where the side was
     * @param aside where it was set
     * @param problem what went wrong, in a failure's own words; empty text when there are none
     */
    public record Finding(Side side, Outcome outcome, Place place, Place aside, String problem) {}

    private record Attempt(Optional<Confirmation> confirmed, boolean open, String problem) {
        private boolean arrived() {
            return confirmed.equals(Optional.of(Confirmation.CONFIRMED));
        }

        private boolean overtaken() {
            return confirmed.equals(Optional.of(Confirmation.OVERTAKEN));
        }
    }

    /**
     * A canary for an open state.
     *
     * @param environment may name proxies
     * @param pause for waits
     */
    public Canary(
            Settings settings,
            Map<String, String> environment,
            StateStore store,
            Clock clock,
            Pause pause) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.pause = pause;
        origin = new Origin(Origin.Who.PERSON, -clock.instant().toEpochMilli());
        beans =
                new Beans(
                        settings,
                        environment,
                        store,
                        (service, operation, status) -> {},
                        clock,
                        pause);
        Map<String, Object> named = new HashMap<>();
        beans.bind(named::put);
        books = beans.books();
        choice = new CanaryBooks(books, settings.sync().tolerance());
        reader = bean(named, "placeReader", PlaceReader.class);
        finder = bean(named, "bookFinder", BookFinder.class);
        decider = bean(named, "bookDecider", BookDecider.class);
        Settlement settlement =
                new Settlement(books, store, beans::link, EXACT, settings.sync().interval(), clock);
        writer =
                new PlaceWriter(
                        Beans.ACCOUNT,
                        books,
                        store,
                        settlement,
                        beans.link(Side.AUDIOBOOKSHELF),
                        EXACT,
                        clock);
        confirmer = new WriteConfirmer(store, reader, settlement, pause, clock);
        Duration timeout = settings.daemon().requestTimeout();
        services.put(
                Side.AUDIBLE,
                DirectService.audible(settings.audible(), timeout, environment, clock));
        services.put(
                Side.AUDIOBOOKSHELF,
                DirectService.audiobookshelf(
                        settings.audiobookshelf(), timeout, environment, clock));
    }

    private static <T> T bean(Map<String, Object> named, String name, Class<T> type) {
        return Objects.requireNonNull(type.cast(named.get(name)), name);
    }

    /** The book that a person means, among those that the state knows. */
    public BookSearch.Found find(String text) {
        return BookSearch.find(text, books.pairs());
    }

    /** Books that would probably do. */
    public List<Pair> suggest() {
        return choice.suggest();
    }

    /**
     * Looks twice at both sides, some seconds apart.
     *
     * @return why the book is not used; empty when it may be
     * @throws SyncFailure if a side cannot be read
     */
    public Optional<Unfit> findUnfit(Pair pair) {
        Optional<Unfit> known = choice.unfit(pair);
        if (known.isPresent()) {
            return known;
        }
        if (store.listOpenClaims().stream().anyMatch(claim -> claim.book().equals(pair.key()))) {
            return Optional.of(Unfit.PENDING);
        }
        Asin asin = pair.key().asin();
        ServiceAnswer metadata = ask(Side.AUDIBLE, AudibleRequests.contentMetadata(asin));
        books.learn(asin, AudibleAnswers.contentMetadata(metadata, clock.instant()));
        Pair exact = books.find(pair.key()).orElse(pair);
        Cycle first = look(exact, true);
        Optional<Unfit> unfit = unfit(exact, first);
        if (unfit.isPresent() || !pause.until(clock.instant().plus(BETWEEN_LOOKS))) {
            return unfit;
        }
        Cycle second = look(exact, true);
        return unfit(exact, second)
                .or(() -> isMoving(exact, first, second) ? Optional.of(Unfit.PLAYING) : unfit);
    }

    private Optional<Unfit> unfit(Pair pair, Cycle cycle) {
        return choice.unfit(
                pair,
                reading(Side.AUDIBLE, cycle, pair),
                reading(Side.AUDIOBOOKSHELF, cycle, pair));
    }

    private boolean isMoving(Pair pair, Cycle first, Cycle second) {
        for (Side side : Side.values()) {
            if (!(reading(side, first, pair) instanceof Reading.At before)
                    || !(reading(side, second, pair) instanceof Reading.At now)
                    || CanaryBooks.isMoving(
                            before,
                            now,
                            beans.link(side).serverClock().toTheirs(clock.instant()))) {
                return true;
            }
        }
        return false;
    }

    private Reading reading(Side side, Cycle cycle, Pair pair) {
        return new Readings(books).of(side, cycle, pair);
    }

    /**
     * Tests one side with a book for which {@link #findUnfit} found nothing.
     *
     * @throws SyncFailure if it cannot be read before anything is written
     */
    public Finding test(Pair known, Side side) {
        Pair pair = books.find(known.key()).orElse(known);
        if (!settings.sync().oneWayMode().allows(side)) {
            return new Finding(side, Outcome.FORBIDDEN, Place.START, Place.START, "");
        }
        Cycle before = look(pair, false);
        if (!(reading(side, before, pair) instanceof Reading.At at)) {
            return new Finding(
                    side, Outcome.NOT_ARRIVED, Place.START, Place.START, "it has no place");
        }
        Place place = at.place();
        Place aside = place.shift(step());
        if (unfit(pair, before).isPresent()) {
            return new Finding(side, Outcome.OVERTAKEN, place, aside, "");
        }
        Optional<Instant> listenedAt = at.time().flatMap(beans.link(side).serverClock()::toOurs);
        Attempt there = write(pair, side, aside, listenedAt, before);
        if (!there.arrived()) {
            Outcome outcome =
                    there.overtaken()
                            ? Outcome.OVERTAKEN
                            : there.open() ? Outcome.LEFT_ASIDE : Outcome.NOT_ARRIVED;
            return new Finding(side, outcome, place, aside, there.problem());
        }
        Attempt back = putBack(pair, side, place, aside, listenedAt);
        Outcome outcome =
                back.arrived()
                        ? Outcome.PROVED
                        : back.overtaken() ? Outcome.OVERTAKEN : Outcome.LEFT_ASIDE;
        return new Finding(side, outcome, place, aside, back.problem());
    }

    /** Less than a move, unless there is no tolerance: then as little as can be told apart for certain. */
    private Duration step() {
        Duration half = settings.sync().tolerance().dividedBy(2);
        Duration most = half.compareTo(STEP) < 0 ? half : STEP;
        return most.compareTo(LEAST_STEP) < 0 ? LEAST_STEP : most;
    }

    /** Rule 34 holds here, too: a side that is no longer where it was set aside belongs to whoever moved it. */
    private Attempt putBack(
            Pair pair, Side side, Place place, Place aside, Optional<Instant> listenedAt) {
        try {
            Cycle now = look(pair, false);
            boolean there =
                    reading(side, now, pair) instanceof Reading.At at
                            && !at.finished()
                            && at.place().distance(aside).compareTo(EXACT) <= 0;
            return there
                    ? write(pair, side, place, listenedAt, now)
                    : new Attempt(Optional.of(Confirmation.OVERTAKEN), false, "");
        } catch (SyncFailure failure) {
            return new Attempt(Optional.empty(), true, String.valueOf(failure.getMessage()));
        }
    }

    private Attempt write(
            Pair pair, Side side, Place place, Optional<Instant> listenedAt, Cycle cycle) {
        Intent intent = intent(pair, side, place, listenedAt, cycle);
        if (!store.claim(intent.claim())) {
            return new Attempt(Optional.empty(), true, "an earlier try is not settled yet");
        }
        String problem = "";
        try {
            writer.sending(intent);
            send(intent, cycle);
        } catch (AnswerLost lost) {
            writer.answerLost(intent, cycle, lost);
            problem = String.valueOf(lost.getMessage());
        } catch (StateStoreFailed failure) {
            throw failure;
        } catch (SyncFailure failure) {
            writer.failed(intent, cycle, failure);
            problem = String.valueOf(failure.getMessage());
        }
        confirm(pair, cycle);
        return attempt(intent, problem);
    }

    private Intent intent(
            Pair pair, Side side, Place place, Optional<Instant> listenedAt, Cycle cycle) {
        Agreement agreed = books.state(pair.key()).agreement().orElseThrow();
        Agreement next =
                new Agreement(
                                agreed.itemId(),
                                agreed.audible(),
                                agreed.audiobookshelf(),
                                agreed.generation(),
                                agreed.revision() + 1,
                                clock.instant())
                        .with(side, new SideState(place, false, listenedAt));
        Decision.Write write =
                new Decision.Write(
                        Rule.CHOSEN,
                        Reason.CHOSEN,
                        side,
                        Optional.of(place),
                        Optional.empty(),
                        listenedAt,
                        next,
                        origin);
        Resolved seen = decider.decide(pair.key(), cycle);
        return Intent.of(Beans.ACCOUNT, seen, write, clock.instant());
    }

    /** As the routes {@code write-to-audible} and {@code write-to-audiobookshelf} (50) do. */
    private void send(Intent intent, Cycle cycle) {
        if (intent.target() == Side.AUDIBLE) {
            ask(Side.AUDIBLE, writer.putPositionRequest(intent));
            writer.sent(intent, cycle);
            return;
        }
        if (!writer.isEntryAhead(intent, cycle)) {
            ServiceAnswer answer = ask(Side.AUDIOBOOKSHELF, writer.sessionRequest(intent, cycle));
            switch (writer.sessionOutcome(answer, intent)) {
                case "APPLIED" -> {
                    writer.sent(intent, cycle);
                    return;
                }
                case "REFUSED_AS_NEWER" -> {
                    writer.refusedAsNewer(intent, cycle);
                    return;
                }
                default -> {
                    // the server does not take sessions: the other way
                }
            }
        }
        ask(Side.AUDIOBOOKSHELF, writer.patchRequest(intent));
        writer.sent(intent, cycle);
    }

    /** As the route {@code confirm-writes} (55) does, with the same patience. */
    private void confirm(Pair pair, Cycle cycle) {
        while (confirmer.waitForReadBack(cycle)) {
            try {
                read(pair, cycle, false);
            } catch (SyncFailure notReadable) {
                // looked at again, until the patience is over; the claim stays open then
            }
            confirmer.look(cycle).forEach(intent -> confirmer.settle(intent, cycle));
        }
    }

    private Attempt attempt(Intent intent, String problem) {
        boolean open =
                store.listOpenClaims().stream().anyMatch(claim -> claim.key().equals(intent.key()));
        Optional<Confirmation> confirmed =
                open || !store.isClaimed(intent.key())
                        ? Optional.empty()
                        : store.listJournal(intent.book()).stream()
                                .findFirst()
                                .map(JournalEntry::confirmed);
        return new Attempt(confirmed, open, problem);
    }

    private Cycle look(Pair pair, boolean withFlag) {
        Cycle cycle = new Cycle(clock.instant());
        read(pair, cycle, withFlag);
        return cycle;
    }

    private void read(Pair pair, Cycle cycle, boolean withFlag) {
        reader.acceptEntries(ask(Side.AUDIOBOOKSHELF, reader.entriesRequest()), cycle);
        if (reader.isToBeAskedAgain(cycle)) {
            reader.acceptEntries(ask(Side.AUDIOBOOKSHELF, reader.entriesRequest()), cycle);
        }
        List<Asin> asins = List.of(pair.key().asin());
        reader.acceptPositions(ask(Side.AUDIBLE, reader.positionsRequest(asins)), asins, cycle);
        if (withFlag) {
            Asin asin = asins.getFirst();
            finder.acceptFlag(ask(Side.AUDIBLE, finder.flagRequest(asin)), asin, cycle);
        }
    }

    private ServiceAnswer ask(Side side, ServiceRequest request) {
        ServiceAnswer answer = Objects.requireNonNull(services.get(side), "service").ask(request);
        beans.link(side).hear(answer);
        return answer;
    }

    @Override
    public void close() {
        services.values().forEach(DirectService::close);
        beans.close();
    }
}
