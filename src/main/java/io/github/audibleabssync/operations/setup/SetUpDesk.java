package io.github.audibleabssync.operations.setup;

import io.github.audibleabssync.account.ExistingSession;
import io.github.audibleabssync.account.NewDevice;
import io.github.audibleabssync.audible.AuthorizationCode;
import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audible.NewSession;
import io.github.audibleabssync.audible.PasteProblem;
import io.github.audibleabssync.audible.Pasted;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.audible.SessionFileWriter;
import io.github.audibleabssync.audible.SignIn;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.Secret;
import io.github.audibleabssync.settings.SettingsWatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the set-up page does: lets one browser in, begins a sign-in, takes what was pasted and typed, and hands it to the daemon.
 * The sign-in under way is in memory only. One request at a time changes something.
 */
final class SetUpDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SetUpDesk.class);

    private final Lack lack;
    private final Admission admission;
    private final Pages pages;
    private final ShelfEntry shelfEntry;
    private final Runnable wake;
    private final Clock clock;
    private final ReentrantLock work = new ReentrantLock();

    private boolean open;
    private Optional<Begun> begun = Optional.empty();

    /**
     * A sign-in whose address was not pasted yet.
     *
     * @param replaces whether there was a session file when it began, which was found useless
     * @param fingerprint that of the session file when it began
     */
    private record Begun(SignIn signIn, boolean replaces, String fingerprint) {}

    /**
     * What a browser sent.
     *
     * @param tokenShown whether the token of the HTTP server came as a header
     * @param cookie ours; empty when it has none
     * @param form the fields by name; empty for a mere look
     */
    record Call(boolean tokenShown, String cookie, Map<String, String> form) {
        String field(String name) {
            return form.getOrDefault(name, "").strip();
        }
    }

    /**
     * What it gets.
     *
     * @param cookie to keep from now on; empty: the one that it has
     */
    record Answer(int status, String page, Optional<String> cookie) {}

    /** What went well, and what did not. */
    record Notes(List<String> good, List<String> wrong) {
        Notes() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        int status() {
            return wrong.isEmpty() ? 200 : 400;
        }
    }

    /**
     * A desk.
     *
     * @param lack knows what is to be set up
     * @param admission who may do it
     * @param shelfEntry takes Audiobookshelf's address and key
     * @param wake has the daemon go on at once
     */
    SetUpDesk(Lack lack, Admission admission, ShelfEntry shelfEntry, Runnable wake, Clock clock) {
        this.lack = lack;
        this.admission = admission;
        this.pages = new Pages(admission);
        this.shelfEntry = shelfEntry;
        this.wake = wake;
        this.clock = clock;
    }

    /** Opens the page when something is missing, which tells the code, and closes it when nothing is. */
    synchronized Lack.Now look() {
        Lack.Now now = lack.now();
        if (now.canBeEntered() && !open) {
            open = true;
            admission.open();
        } else if (!now.canBeEntered() && open) {
            open = false;
            admission.close();
            begun = Optional.empty();
        }
        admission.lookAgain();
        return now;
    }

    /** Shows the page. */
    Answer show(Call call) {
        lack.readOnce();
        Lack.Now now = look();
        if (!now.canBeEntered()) {
            return pages.closed(200, now, List.of());
        }
        return admission.isIn(call.cookie())
                ? inside(now, call, call.cookie(), new Notes())
                : entrance(200, now, call, List.of());
    }

    /** Takes a form. */
    Answer take(Call call) {
        lack.takeOver();
        Lack.Now now = look();
        if (!now.canBeEntered()) {
            boolean all = now.elsewhere().isEmpty();
            return pages.closed(
                    409, now, all ? List.of(SetUpWords.NOTHING_TO_DO.with()) : List.of());
        }
        if (!admission.isOurForm(call.cookie(), call.field("form"))) {
            return entrance(403, now, call, List.of(SetUpWords.WRONG_FORM.with()));
        }
        if (!work.tryLock()) {
            return pages.closed(409, now, List.of(SetUpWords.BUSY.with()));
        }
        try {
            return switch (call.field("step")) {
                case "enter" -> enter(look(), call);
                case "finish" -> finish(look(), call);
                default -> entrance(400, now, call, List.of(SetUpWords.NOT_A_FORM.with()));
            };
        } catch (RuntimeException unexpected) {
            String kind = unexpected.getClass().getSimpleName();
            LOG.warn("The set-up page failed ({}). Nothing more was done; try again", kind);
            return entrance(500, now, call, List.of(SetUpWords.UNEXPECTED.with(kind)));
        } finally {
            work.unlock();
        }
    }

    // --- coming in

    private Answer enter(Lack.Now now, Call call) {
        String cookie = call.cookie();
        if (!admission.isIn(cookie)) {
            cookie = admission.newCookie();
            if (call.tokenShown()) {
                admission.stay(cookie);
            } else {
                switch (admission.admit(call.field("pass"), cookie)) {
                    case ADMITTED -> {
                        if (!admission.asksForToken()) {
                            LOG.info("{}", SetUpWords.CODE_USED.with());
                        }
                    }
                    case WRONG -> {
                        SetUpWords words =
                                admission.asksForToken()
                                        ? SetUpWords.WRONG_TOKEN
                                        : SetUpWords.WRONG_CODE;
                        return entrance(403, now, call, List.of(words.with()));
                    }
                    case CLOSED -> {
                        return entrance(429, now, call, List.of(SetUpWords.TOO_MANY_CODES.with()));
                    }
                }
            }
        }
        Notes notes = new Notes();
        if (now.session()) {
            begin(call, notes);
        }
        return inside(look(), call, cookie, notes);
    }

    private void begin(Call call, Notes notes) {
        begun = Optional.empty();
        Optional<Marketplace> shop = Marketplace.find(call.field("shop"));
        boolean userName = call.field("username").equals("yes");
        if (shop.isEmpty()) {
            notes.wrong().add(SetUpWords.NO_SHOP.with());
        } else if (userName && !shop.get().hasPreAmazonAccounts()) {
            notes.wrong().add(SetUpWords.NO_USER_NAMES.with(shop.get().code()));
        } else {
            Path file = lack.audible().sessionFile();
            String fingerprint = SettingsWatch.fingerprint(file);
            boolean there = Files.exists(file);
            Optional<String> refusal = there ? refusal(file) : Optional.empty();
            refusal.ifPresentOrElse(
                    notes.wrong()::add,
                    () -> {
                        SignIn signIn = SignIn.begin(shop.get(), userName);
                        begin(new Begun(signIn, there, fingerprint), notes);
                    });
        }
    }

    private void begin(Begun one, Notes notes) {
        try {
            new SessionFileWriter(lack.audible().sessionFile()).check();
            begun = Optional.of(one);
        } catch (SessionFileProblem unwritable) {
            notes.wrong().add(String.valueOf(unwritable.getMessage()));
        }
    }

    /** Why a session file that is there must stay; empty when it is of no use. */
    private Optional<String> refusal(Path file) {
        try (DirectCalls calls = lack.callsToAudible()) {
            return switch (ExistingSession.look(lack.audible(), calls, clock)) {
                case ExistingSession.Works works -> Optional.of(SetUpWords.WORKS.with(file));
                case ExistingSession.Locked locked -> Optional.of(SetUpWords.LOCKED.with(file));
                case ExistingSession.Unusable(String problem) ->
                        Optional.of(SetUpWords.NOT_USABLE_NOW.with(problem, file));
                case ExistingSession.WrongClock off ->
                        Optional.of(SetUpWords.WRONG_CLOCK.with(off.inWords(), file));
                case ExistingSession.NotKnown(String why) ->
                        Optional.of(SetUpWords.NOT_KNOWN.with(file, why));
                case ExistingSession.Rejected rejected -> Optional.empty();
                case ExistingSession.Damaged damaged -> Optional.empty();
            };
        }
    }

    // --- what was entered

    private Answer finish(Lack.Now before, Call call) {
        if (!admission.isIn(call.cookie()) && !call.tokenShown()) {
            return entrance(403, before, call, List.of(SetUpWords.TOO_LATE.with()));
        }
        Notes notes = new Notes();
        boolean pasted = !call.field("address").isEmpty();
        boolean typed = before.shelf().stream().anyMatch(name -> !call.field(name).isEmpty());
        if (!before.shelf().isEmpty() && (typed || !pasted)) {
            shelfEntry
                    .take(before.shelf(), call::field)
                    .ifPresentOrElse(
                            notes.wrong()::add,
                            () -> notes.good().add(SetUpWords.SAVED.with(shelfEntry.file())));
        }
        if (before.session() && (pasted || !typed)) {
            begun.ifPresentOrElse(
                    one -> takeAddress(one, call.field("address"), notes),
                    () -> notes.wrong().add(SetUpWords.TOO_LATE.with()));
        }
        lack.takeOver();
        Lack.Now after = look();
        if (after.canBeEntered()) {
            return inside(after, call, call.cookie(), notes);
        }
        wake.run();
        if (after.elsewhere().isEmpty()) {
            notes.good().add(SetUpWords.DONE.with());
        }
        notes.wrong().addAll(after.elsewhere());
        return Pages.answer(
                200, new Html().good(notes.good()).wrong(notes.wrong()), Optional.empty());
    }

    private void takeAddress(Begun one, String address, Notes notes) {
        switch (one.signIn().read(address)) {
            case Pasted.Unusable(PasteProblem _, String message) -> notes.wrong().add(message);
            case Pasted.Code(AuthorizationCode code) -> {
                begun = Optional.empty();
                try {
                    register(one, code, notes);
                } catch (NewDevice.NotRegistered problem) {
                    notes.wrong().add(String.valueOf(problem.getMessage()));
                    SignIn used = one.signIn();
                    SignIn fresh = SignIn.begin(used.shop(), used.preAmazon());
                    begun = Optional.of(new Begun(fresh, one.replaces(), one.fingerprint()));
                    notes.wrong().add(SetUpWords.NEW_LINK.with());
                } catch (SessionFileProblem problem) {
                    notes.wrong().add(String.valueOf(problem.getMessage()));
                }
            }
        }
    }

    private void register(Begun one, AuthorizationCode code, Notes notes) {
        AudibleSettings audible = lack.audible();
        if (!SettingsWatch.fingerprint(audible.sessionFile()).equals(one.fingerprint())) {
            notes.wrong().add(SetUpWords.CHANGED.with(audible.sessionFile()));
            return;
        }
        NewSession session;
        try (DirectCalls calls = lack.callsToAudible()) {
            session = NewDevice.register(one.signIn(), code, audible, calls);
        }
        Optional<String> password = audible.sessionPassword().map(Secret::reveal);
        new SessionFileWriter(audible.sessionFile())
                .write(session.content(password), one.replaces());
        String signedIn =
                SetUpWords.SIGNED_IN.with(
                        session.deviceName().orElse("Audible for iPhone"),
                        audible.sessionFile(),
                        (password.isPresent() ? SetUpWords.ENCRYPTED : SetUpWords.PLAIN).with());
        LOG.info("{}", signedIn);
        notes.good().add(signedIn);
        notes.good().add(SetUpWords.DEVICES.with());
        String shop = one.signIn().shop().code();
        if (audible.localeGiven() && !audible.locale().equals(shop)) {
            notes.wrong().add(SetUpWords.OTHER_LOCALE.with(shop, audible.locale()));
        }
    }

    // --- pages

    private Answer entrance(int status, Lack.Now now, Call call, List<String> wrong) {
        return pages.entrance(status, now, call, wrong, shop());
    }

    private Answer inside(Lack.Now now, Call call, String cookie, Notes notes) {
        Optional<SignIn> signIn = begun.filter(one -> now.session()).map(Begun::signIn);
        return pages.inside(now, call, cookie, notes, signIn, shop());
    }

    private Optional<Marketplace> shop() {
        return begun.map(one -> one.signIn().shop())
                .or(() -> Marketplace.find(lack.audible().locale()));
    }
}
