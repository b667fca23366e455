package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.AudibleAudio;
import io.github.audibleabssync.core.AudibleTitle;
import io.github.audibleabssync.core.BookKey;
import io.github.audibleabssync.core.BookState;
import io.github.audibleabssync.core.Claim;
import io.github.audibleabssync.core.JournalEntry;
import io.github.audibleabssync.core.ShelfItem;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A store without a disk, for the simulator's many lives. {@link InMemoryStateStoreTest} holds it against the tests of the
 * real one. What it does not do: cut times to milliseconds (the simulator's clock has no finer ones), and fail.
 */
public final class InMemoryStateStore implements StateStore {

    private final Map<BookKey, BookState> books = new TreeMap<>();
    private final Map<BookKey, Agreement> agreements = new LinkedHashMap<>();
    private final Map<String, Claim> open = new LinkedHashMap<>();
    private final Map<String, Instant> confirmed = new LinkedHashMap<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Map<String, AudibleTitle> titles = new TreeMap<>();
    private final Map<Asin, AudibleAudio> audio = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<Long, Command> commands = new LinkedHashMap<>();
    private final Map<Long, Command.Answer> answers = new LinkedHashMap<>();
    private final Map<Long, Instant> answeredAt = new LinkedHashMap<>();
    private List<ShelfItem> items = List.of();
    private long lastCommand;

    @Override
    public synchronized Map<BookKey, BookState> listBooks() {
        Map<BookKey, BookState> all = new LinkedHashMap<>();
        books.forEach((key, state) -> all.put(key, agreed(key, state)));
        return all;
    }

    private BookState agreed(BookKey key, BookState state) {
        Agreement agreement = agreements.get(key);
        return agreement == null ? state : state.withAgreement(agreement);
    }

    @Override
    public synchronized void remember(Map<BookKey, BookState> seen) {
        seen.forEach((key, state) -> books.put(key, withoutAgreement(state)));
    }

    private static BookState withoutAgreement(BookState state) {
        return new BookState(
                Optional.empty(),
                state.audible(),
                state.audiobookshelf(),
                state.audibleWrites(),
                state.audiobookshelfWrites(),
                state.last(),
                state.askedAt(),
                state.movedAt(),
                state.putOff(),
                state.heard(),
                state.wishes());
    }

    @Override
    public synchronized void agree(BookKey book, BookState state, Agreement agreement) {
        remember(Map.of(book, state));
        agreements.put(book, agreement);
    }

    @Override
    public synchronized boolean claim(Claim claim) {
        if (isClaimed(claim.key())) {
            return false;
        }
        open.put(claim.key(), claim);
        return true;
    }

    @Override
    public synchronized boolean isClaimed(String key) {
        return open.containsKey(key) || confirmed.containsKey(key);
    }

    @Override
    public synchronized void sent(String key, Instant at, boolean answerLost) {
        open.computeIfPresent(
                key,
                (_, claim) ->
                        new Claim(
                                key,
                                claim.book(),
                                claim.side(),
                                claim.place(),
                                claim.finished(),
                                claim.before(),
                                claim.source(),
                                claim.agreement(),
                                claim.rule(),
                                claim.reason(),
                                claim.origin(),
                                claim.claimedAt(),
                                Optional.of(at),
                                answerLost));
    }

    @Override
    public synchronized void release(String key) {
        open.remove(key);
    }

    @Override
    public synchronized void releaseAll() {
        open.clear();
    }

    @Override
    public synchronized List<Claim> listOpenClaims() {
        return open.values().stream()
                .sorted(Comparator.comparing(Claim::claimedAt).thenComparing(Claim::key))
                .toList();
    }

    @Override
    public synchronized void confirm(Claim claim, BookState state, JournalEntry entry) {
        if (confirmed.containsKey(claim.key())) {
            return;
        }
        open.remove(claim.key());
        confirmed.put(claim.key(), entry.at());
        agree(entry.book(), state, entry.agreement());
        journal.add(entry);
    }

    @Override
    public synchronized List<JournalEntry> listJournal(BookKey book) {
        return journal.reversed().stream()
                .filter(entry -> entry.book().equals(book))
                .sorted(Comparator.comparing(JournalEntry::at).reversed())
                .toList();
    }

    @Override
    public synchronized long countJournal() {
        return journal.size();
    }

    @Override
    public synchronized void pruneJournal(Instant before) {
        journal.removeIf(entry -> entry.at().isBefore(before));
        confirmed.values().removeIf(at -> at.isBefore(before));
        answeredAt.values().removeIf(at -> at.isBefore(before));
        commands.keySet().retainAll(stillThere());
        answers.keySet().retainAll(answeredAt.keySet());
    }

    private Set<Long> stillThere() {
        return commands.keySet().stream()
                .filter(id -> !answers.containsKey(id) || answeredAt.containsKey(id))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized long ask(Command command) {
        commands.put(++lastCommand, with(command, lastCommand, false));
        return lastCommand;
    }

    private static Command with(Command command, long id, boolean taken) {
        return new Command(
                id,
                command.kind(),
                command.book(),
                command.side(),
                command.to(),
                command.content(),
                command.askedBy(),
                command.askedAt(),
                taken);
    }

    @Override
    public synchronized Optional<Command.Answer> findAnswer(long id) {
        return Optional.ofNullable(answers.get(id));
    }

    @Override
    public synchronized boolean withdraw(long id) {
        return commands.containsKey(id) && !commands.get(id).taken() && commands.remove(id) != null;
    }

    @Override
    public synchronized List<Command> listOpenCommands() {
        return commands.values().stream()
                .filter(command -> !answers.containsKey(command.id()))
                .toList();
    }

    @Override
    public synchronized boolean take(long id, Instant at, Map<BookKey, BookState> changed) {
        Command command = commands.get(id);
        if (command == null || answers.containsKey(id)) {
            return false;
        }
        commands.put(id, with(command, id, true));
        remember(changed);
        return true;
    }

    @Override
    public synchronized void answer(long id, Command.Answer answer, Instant at) {
        if (commands.containsKey(id) && !answers.containsKey(id)) {
            answers.put(id, answer);
            answeredAt.put(id, at);
        }
    }

    @Override
    public synchronized List<AudibleTitle> listAudibleTitles() {
        return List.copyOf(titles.values());
    }

    @Override
    public synchronized void saveAudibleTitles(
            Collection<AudibleTitle> answer,
            Collection<Asin> revoked,
            boolean replaceAll,
            Optional<String> stateToken) {
        if (replaceAll) {
            Set<String> kept =
                    answer.stream().map(title -> title.asin().value()).collect(Collectors.toSet());
            titles.keySet().retainAll(kept);
            values.remove(AUDIBLE_STATE_TOKEN);
        }
        answer.forEach(title -> titles.merge(title.asin().value(), title, InMemoryStateStore::on));
        revoked.forEach(asin -> titles.remove(asin.value()));
        stateToken.ifPresent(token -> values.put(AUDIBLE_STATE_TOKEN, token));
    }

    private static AudibleTitle on(AudibleTitle known, AudibleTitle said) {
        boolean sameFlag = said.finished().isEmpty() || said.finished().equals(known.finished());
        return new AudibleTitle(
                said.asin(),
                said.title(),
                said.runtime(),
                said.finished().or(known::finished),
                sameFlag
                        ? said.finishedChangedAt().or(known::finishedChangedAt)
                        : said.finishedChangedAt());
    }

    @Override
    public synchronized void saveFinishedFlags(Map<Asin, FinishedFlag> flags) {
        flags.forEach(
                (asin, flag) ->
                        titles.computeIfPresent(
                                asin.value(),
                                (_, title) ->
                                        new AudibleTitle(
                                                asin,
                                                title.title(),
                                                title.runtime(),
                                                Optional.of(flag.finished()),
                                                flag.changedAt())));
    }

    @Override
    public synchronized List<ShelfItem> listShelfItems() {
        return items;
    }

    @Override
    public synchronized void saveShelfItems(Collection<ShelfItem> complete) {
        items =
                complete.stream()
                        .collect(
                                Collectors.toMap(
                                        ShelfItem::id,
                                        Function.identity(),
                                        (_, later) -> later,
                                        TreeMap::new))
                        .values()
                        .stream()
                        .toList();
    }

    @Override
    public synchronized Map<Asin, AudibleAudio> listAudio() {
        return Map.copyOf(audio);
    }

    @Override
    public synchronized void saveAudio(Asin asin, AudibleAudio learned) {
        audio.put(asin, learned);
    }

    @Override
    public synchronized void dropAudio(Asin asin) {
        audio.remove(asin);
    }

    @Override
    public synchronized Optional<String> findValue(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public synchronized void saveValue(String name, String value) {
        values.put(name, Objects.requireNonNull(value));
    }

    @Override
    public void probe() {
        // nothing that could fail
    }

    @Override
    public void copyTo(Path file) {
        throw new UnsupportedOperationException("there is no disk");
    }

    @Override
    public void close() {
        // it outlives its daemons
    }
}
