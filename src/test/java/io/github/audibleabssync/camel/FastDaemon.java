package io.github.audibleabssync.camel;

import io.github.audibleabssync.audiobookshelf.Library;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.Resolved;
import io.github.audibleabssync.core.ShelfItem;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.RequestRefused;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.StateStoreFailed;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.practice.InProcess.Answered;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.state.StateStore;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One life of the daemon without Camel's engine: the beans of the routes, called in the order of {@code routes/10} to {@code
 * 60} and with the repeats of {@code 90}, so that a cycle takes microseconds. The simulator's {@code BothDaemonsTest} holds it
 * against the routes. What differs: writes go one after the other, the cooldown is counted by the given clock, there is no
 * first sweep, and no copies of the state are kept.
 */
public final class FastDaemon implements AutoCloseable {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static final int REPEATS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Beans beans;
    private final Map<String, Object> named = new HashMap<>();
    private final Cycles cycles;
    private final BookFinder finder;
    private final PlaceReader reader;
    private final BookDecider decider;
    private final PlaceWriter writer;
    private final WriteConfirmer confirmer;
    private final Memory memory;
    private final Commands commands;
    private final FirstLook firstLook;
    private final StateStore store;
    private final Clock clock;
    private final Outside outside;
    private final ClockedThrottle cooldown;

    /** Waits that are the outside's business. */
    private static final class OutsidePause extends Pause {
        private final Outside outside;

        private OutsidePause(Clock clock, Outside outside) {
            super(clock);
            this.outside = outside;
        }

        @Override
        boolean until(Instant time) {
            outside.waitUntil(time);
            return true;
        }
    }

    /** A daemon that starts with what the store remembers. */
    public FastDaemon(Settings settings, StateStore store, Clock clock, Outside outside) {
        this.store = store;
        this.clock = clock;
        this.outside = outside;
        this.cooldown = new ClockedThrottle(settings.sync().cooldown(), clock);
        beans =
                new Beans(
                        settings,
                        Map.of(),
                        store,
                        (service, operation, status) -> {},
                        clock,
                        new OutsidePause(clock, outside));
        beans.bind(named::put);
        cycles = bean("cycles", Cycles.class);
        finder = bean("bookFinder", BookFinder.class);
        reader = bean("placeReader", PlaceReader.class);
        decider = bean("bookDecider", BookDecider.class);
        writer = bean("placeWriter", PlaceWriter.class);
        confirmer = bean("writeConfirmer", WriteConfirmer.class);
        memory = bean("memory", Memory.class);
        commands = bean("commands", Commands.class);
        firstLook = bean("firstLook", FirstLook.class);
    }

    private <T> T bean(String name, Class<T> type) {
        return Objects.requireNonNull(type.cast(named.get(name)), name);
    }

    /** What was decided for the books of a cycle. */
    public List<Resolved> cycle() throws InterruptedException {
        Exchange exchange = new DefaultExchange(CONTEXT);
        Cycle cycle = cycles.begin(exchange);
        try {
            commands.take(cycle, false);
            if (cycles.isReady(cycle)) {
                steps(cycle);
            }
        } catch (RuntimeException failure) {
            cycles.stopped(cycle, failure);
        } finally {
            for (Synchronization end : exchange.getExchangeExtension().handoverCompletions()) {
                end.onComplete(exchange);
            }
        }
        try {
            commands.answer(cycle);
        } catch (RuntimeException failure) {
            // only logged
        }
        return cycle.resolved();
    }

    private void steps(Cycle cycle) {
        findBooks(cycle);
        readPlaces(cycle);
        each(cycle.asked(), book -> syncBook(book, cycle));
        cycles.plan(cycle);
        firstLook.holdBack(cycle);
        memory.remember(cycle);
        each(cycle.intents(), intent -> writePlace(intent, cycle));
        confirmWrites(cycle);
        memory.rememberOutcomes(cycle);
        memory.forgetOldWrites(cycle);
    }

    /** A split: all are done, then the first failure counts. */
    private static <T> void each(List<T> list, Consumer<T> step) {
        @Nullable RuntimeException first = null;
        for (T one : list) {
            try {
                step.accept(one);
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    // --- 20-find-books

    private void findBooks(Cycle cycle) {
        if (finder.isAudiobookshelfDue()) {
            tryToListAudiobookshelf(cycle);
        }
        if (finder.isAudibleDue()) {
            try {
                listAudibleLibrary();
            } catch (SyncFailure failure) {
                finder.discoveryFailed(cycle, Side.AUDIBLE, failure);
            }
        }
        if (finder.areFlagsDue()) {
            try {
                readFinishedFlags();
            } catch (SyncFailure failure) {
                finder.discoveryFailed(cycle, Side.AUDIBLE, failure);
            }
        }
    }

    private void tryToListAudiobookshelf(Cycle cycle) {
        try {
            List<ShelfItem> shelf = finder.newShelf();
            ServiceAnswer libraries = read(Side.AUDIOBOOKSHELF, finder.librariesRequest());
            for (Library library : finder.chooseLibraries(libraries)) {
                finder.acceptItems(
                        read(Side.AUDIOBOOKSHELF, finder.itemsRequest(library)), library, shelf);
            }
            finder.saveShelf(shelf);
        } catch (SyncFailure failure) {
            finder.discoveryFailed(cycle, Side.AUDIOBOOKSHELF, failure);
        }
    }

    private void listAudibleLibrary() {
        LibraryScan scan = finder.beginScan();
        while (scan.isUnfinished()) {
            finder.acceptPage(read(Side.AUDIBLE, scan.nextRequest()), scan);
        }
        finder.saveTitles(scan);
    }

    private void readFinishedFlags() {
        FlagScan scan = finder.beginFlags();
        while (scan.isUnfinished()) {
            finder.acceptFlags(read(Side.AUDIBLE, finder.flagsRequest(scan)), scan);
        }
    }

    // --- 30-read-places

    private void readPlaces(Cycle cycle) {
        try {
            readAudiobookshelfPlaces(cycle);
        } catch (SyncFailure failure) {
            reader.sideFailed(cycle, Side.AUDIOBOOKSHELF, failure);
        }
        if (reader.knowsTooLittle(cycle)) {
            tryToListAudiobookshelf(cycle);
            reader.rememberForeignItems(cycle);
        }
        reader.chooseBooks(cycle, false);
        each(
                reader.batches(cycle),
                batch -> {
                    try {
                        readAudiblePlaces(batch, cycle);
                    } catch (RequestRefused failure) {
                        reader.batchRefused(cycle, batch, failure);
                    } catch (SyncFailure failure) {
                        reader.sideFailed(cycle, Side.AUDIBLE, failure);
                    }
                });
        each(reader.missingItems(cycle), item -> proveItem(item, cycle));
        each(reader.flagsToRead(cycle), asin -> readFinishedFlag(asin, cycle));
    }

    private void readAudiobookshelfPlaces(Cycle cycle) {
        reader.acceptEntries(read(Side.AUDIOBOOKSHELF, reader.entriesRequest()), cycle);
        if (reader.isToBeAskedAgain(cycle)) {
            reader.acceptEntries(read(Side.AUDIOBOOKSHELF, reader.entriesRequest()), cycle);
        }
    }

    private void readAudiblePlaces(List<Asin> batch, Cycle cycle) {
        reader.acceptPositions(read(Side.AUDIBLE, reader.positionsRequest(batch)), batch, cycle);
    }

    private void proveItem(String item, Cycle cycle) {
        try {
            reader.acceptItem(read(Side.AUDIOBOOKSHELF, reader.itemRequest(item)), item, cycle);
        } catch (SyncFailure failure) {
            // only logged
        }
    }

    private void readFinishedFlag(Asin asin, Cycle cycle) {
        try {
            finder.acceptFlag(read(Side.AUDIBLE, finder.flagRequest(asin)), asin, cycle);
        } catch (SyncFailure failure) {
            finder.flagNotRead(asin, failure);
        }
    }

    // --- 40-sync-book

    private void syncBook(BookKey book, Cycle cycle) {
        if (!decider.isPaired(book)) {
            return;
        }
        try {
            decider.settleOldClaims(book, cycle);
            Resolved resolved = decider.decide(book, cycle);
            if (decider.needsMetadata(resolved)) {
                decider.acceptMetadata(read(Side.AUDIBLE, decider.metadataRequest(book)), book);
                resolved = decider.decide(book, cycle);
            }
            if (decider.needsChapters(book)) {
                decider.acceptChapters(
                        read(Side.AUDIOBOOKSHELF, decider.chaptersRequest(book)), book);
                resolved = decider.decide(book, cycle);
            }
            decider.decided(resolved, cycle);
        } catch (StateStoreFailed failure) {
            cycles.stopped(cycle, failure);
        } catch (RuntimeException failure) {
            decider.undecided(book, cycle, failure);
        }
    }

    // --- 50-write-place

    private void writePlace(Intent intent, Cycle cycle) {
        try {
            if (cooldown.rejects(intent)) {
                writer.coolingDown(intent, cycle);
            } else if (store.claim(intent.claim())) {
                write(intent, cycle);
            }
        } catch (AnswerLost failure) {
            writer.answerLost(intent, cycle, failure);
        } catch (StateStoreFailed failure) {
            cycles.stopped(cycle, failure);
        } catch (RuntimeException failure) {
            writer.failed(intent, cycle, failure);
        }
    }

    private void write(Intent intent, Cycle cycle) {
        if (writer.needsRereading(intent, cycle)) {
            if (intent.target() == Side.AUDIBLE) {
                readAudiblePlaces(writer.titlesToReread(intent, cycle), cycle);
            } else {
                writer.acceptEntry(
                        read(Side.AUDIOBOOKSHELF, writer.entryRequest(intent)), intent, cycle);
            }
        }
        if (writer.needsFlag(intent, cycle)) {
            readFinishedFlag(intent.book().asin(), cycle);
        }
        if (!writer.targetHolds(intent, cycle)) {
            writer.targetMoved(intent, cycle);
            return;
        }
        writer.sending(intent);
        if (intent.target() == Side.AUDIBLE) {
            writeToAudible(intent, cycle);
        } else {
            writeToAudiobookshelf(intent, cycle);
        }
    }

    private void writeToAudible(Intent intent, Cycle cycle) {
        if (intent.hasPlace()) {
            change(intent, cycle, () -> writer.putPositionRequest(intent));
        }
        if (intent.hasFlag()) {
            change(intent, cycle, () -> writer.putFlagRequest(intent));
        }
        writer.sent(intent, cycle);
    }

    private void writeToAudiobookshelf(Intent intent, Cycle cycle) {
        if (intent.finishes()) {
            change(intent, cycle, () -> writer.finishRequest(intent));
            writer.sent(intent, cycle);
            return;
        }
        if (writer.isEntryAhead(intent, cycle)) {
            change(intent, cycle, () -> writer.patchRequest(intent));
            writer.sent(intent, cycle);
            return;
        }
        ServiceAnswer answer = change(intent, cycle, () -> writer.sessionRequest(intent, cycle));
        switch (writer.sessionOutcome(answer, intent)) {
            case "APPLIED" -> writer.sent(intent, cycle);
            case "REFUSED_AS_NEWER" -> writer.refusedAsNewer(intent, cycle);
            default -> {
                change(intent, cycle, () -> writer.patchRequest(intent));
                writer.sent(intent, cycle);
            }
        }
    }

    // --- 55-confirm-writes

    private void confirmWrites(Cycle cycle) {
        while (confirmer.waitForReadBack(cycle)) {
            if (confirmer.awaitsAudiobookshelf(cycle)) {
                unlessItFails(() -> readAudiobookshelfPlaces(cycle));
            }
            each(
                    confirmer.batches(cycle),
                    batch -> unlessItFails(() -> readAudiblePlaces(batch, cycle)));
            each(confirmer.flags(cycle), asin -> readFinishedFlag(asin, cycle));
            each(confirmer.look(cycle), intent -> confirmer.settle(intent, cycle));
        }
    }

    private static void unlessItFails(Runnable look) {
        try {
            look.run();
        } catch (SyncFailure failure) {
            // only logged
        }
    }

    // --- 85-call-services and 90-failure-policy

    private ServiceAnswer read(Side side, ServiceRequest request) {
        return repeated(side, request, true, _ -> {});
    }

    private ServiceAnswer change(Intent intent, Cycle cycle, Supplier<ServiceRequest> request) {
        return repeated(
                intent.target(),
                request.get(),
                false,
                failure -> RepeatedWrite.note(intent, cycle, failure));
    }

    private ServiceAnswer repeated(
            Side side, ServiceRequest request, boolean lostToo, Consumer<Exception> beforeRepeat) {
        Duration pause = FIRST_PAUSE;
        for (int repeat = 0; ; repeat++) {
            try {
                return call(side, request);
            } catch (ServiceUnavailable | AnswerLost failure) {
                boolean again =
                        repeat < REPEATS
                                && (lostToo || failure instanceof ServiceUnavailable)
                                && !(failure.getCause() instanceof SocketTimeoutException);
                if (!again) {
                    throw failure;
                }
                outside.waitUntil(clock.instant().plus(pause));
                beforeRepeat.accept(failure);
                pause = pause.multipliedBy(3);
            }
        }
    }

    private ServiceAnswer call(Side side, ServiceRequest request) {
        if (side == Side.AUDIBLE && beans.account().needsToken()) {
            Object _ = call(beans.signIn(), side, beans.account().tokenRequest());
        }
        return call(beans.link(side), side, request);
    }

    private ServiceAnswer call(ServiceLink link, Side side, ServiceRequest request) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        link.prepare(request, exchange);
        Map<String, String> headers = new HashMap<>();
        exchange.getMessage()
                .getHeaders()
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith("Camel")) {
                                headers.put(name, value.toString());
                            }
                        });
        request.body().ifPresent(_ -> headers.put("Content-Type", request.contentType()));
        try {
            Answered answered = outside.send(side, request, headers);
            exchange.getMessage().removeHeaders("*");
            answered.headers().forEach(exchange.getMessage()::setHeader);
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answered.status());
            exchange.getMessage().setBody(answered.body());
        } catch (IOException lost) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, lost);
            link.explain(exchange, request);
        }
        return link.accept(request, exchange);
    }

    /** The beans, for looking at. */
    public Beans beans() {
        return beans;
    }

    @Override
    public void close() {
        beans.close();
    }
}
