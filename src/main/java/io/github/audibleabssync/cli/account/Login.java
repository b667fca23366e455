package io.github.audibleabssync.cli.account;

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
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.settings.AccountSettings;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.Secret;
import io.github.audibleabssync.settings.SettingsWatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code login}. All that can be refused is refused before the link is shown: a registration cannot be taken back. */
final class Login {

    private static final int TRIES = 3;

    private final Surroundings surroundings;
    private final Options options;

    /**
     * What stood on the command line.
     *
     * @param shop empty: that of the settings
     * @param withUsername whether the account is one from before Amazon's
     * @param force whether a session that works may be replaced
     * @param file empty: that of the settings
     */
    record Options(
            Optional<Marketplace> shop, boolean withUsername, boolean force, Optional<Path> file) {}

    Login(Surroundings surroundings, Options options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    ExitCode run() {
        try {
            AccountSettings settings = settings();
            try (DirectCalls calls =
                    new DirectCalls(
                            settings.requestTimeout(),
                            surroundings.environment(),
                            surroundings.clock())) {
                return run(settings, calls);
            }
        } catch (InvalidSettings | SessionFileProblem problem) {
            return say(ExitCode.CONFIGURATION, String.valueOf(problem.getMessage()));
        }
    }

    private AccountSettings settings() {
        AccountSettings settings =
                AccountSettings.load(surroundings.environment(), surroundings.workingDirectory());
        return options.file()
                .map(surroundings.workingDirectory()::resolve)
                .map(settings::withSessionFile)
                .orElse(settings);
    }

    private ExitCode run(AccountSettings settings, DirectCalls calls) {
        Marketplace shop =
                options.shop()
                        .or(() -> Marketplace.find(settings.audible().locale()))
                        .orElse(Marketplace.US);
        if (options.withUsername() && !shop.hasPreAmazonAccounts()) {
            return say(ExitCode.USAGE, AccountWords.NO_USER_NAMES.with(shop.code()));
        }
        if (settings.audible().sessionContent().isPresent()) {
            return say(ExitCode.CONFIGURATION, AccountWords.SESSION_IS_A_SETTING.with());
        }
        Path file = settings.audible().sessionFile();
        String fingerprint = SettingsWatch.fingerprint(file);
        boolean there = Files.exists(file);
        if (there && !options.force()) {
            Optional<String> refusal = refusal(file, settings, calls);
            if (refusal.isPresent()) {
                return say(ExitCode.REFUSED, refusal.get());
            }
        }
        SessionFileWriter writer = new SessionFileWriter(file);
        writer.check();
        SignIn signIn = SignIn.begin(shop, options.withUsername());
        Optional<AuthorizationCode> code = ask(signIn);
        if (code.isPresent() && !SettingsWatch.fingerprint(file).equals(fingerprint)) {
            return say(ExitCode.REFUSED, AccountWords.CHANGED.with(file));
        }
        Optional<NewSession> session = code.flatMap(one -> register(signIn, one, settings, calls));
        if (session.isEmpty()) {
            return ExitCode.FAILED;
        }
        Optional<Secret> password = settings.audible().sessionPassword();
        writer.write(session.get().content(password.map(Secret::reveal)), there);
        report(session.get(), file, password.isPresent(), there && options.force());
        if (settings.audible().localeGiven() && !settings.audible().locale().equals(shop.code())) {
            print(AccountWords.OTHER_LOCALE.with(shop.code(), settings.audible().locale()));
        }
        return ExitCode.OK;
    }

    /** Why a file that is there must stay; empty, and said, when it is of no use. */
    private Optional<String> refusal(Path file, AccountSettings settings, DirectCalls calls) {
        return switch (ExistingSession.look(settings.audible(), calls, surroundings.clock())) {
            case ExistingSession.Works works -> Optional.of(AccountWords.WORKS.with(file));
            case ExistingSession.Locked locked -> Optional.of(AccountWords.LOCKED.with(file));
            case ExistingSession.Unusable(String problem) ->
                    Optional.of(AccountWords.NOT_USABLE_NOW.with(problem, file));
            case ExistingSession.WrongClock clock ->
                    Optional.of(AccountWords.WRONG_CLOCK.with(clock.inWords(), file));
            case ExistingSession.NotKnown(String why) ->
                    Optional.of(AccountWords.NOT_KNOWN.with(file, why));
            case ExistingSession.Rejected rejected -> {
                print(AccountWords.REJECTED.with(file));
                yield Optional.empty();
            }
            case ExistingSession.Damaged damaged -> {
                print(AccountWords.DAMAGED.with(file));
                yield Optional.empty();
            }
        };
    }

    /** Shows the link and waits for the address; empty, and said, when there comes none that is of use. */
    private Optional<AuthorizationCode> ask(SignIn signIn) {
        print(
                AccountWords.LINK.with(
                        signIn.shop().code(), signIn.link(), "https://" + signIn.host()));
        boolean terminal = surroundings.keyboard().terminal().getAsBoolean();
        for (int left = (terminal ? TRIES : 1) - 1; left >= 0; left--) {
            surroundings.out().print(AccountWords.PROMPT.with());
            surroundings.out().flush();
            Optional<String> line = readLine();
            if (!terminal || line.isEmpty()) {
                surroundings.out().println();
            }
            if (line.isEmpty()) {
                complain(AccountWords.NO_INPUT.with());
                return Optional.empty();
            }
            switch (signIn.read(line.get())) {
                case Pasted.Code(AuthorizationCode code) -> {
                    return Optional.of(code);
                }
                case Pasted.Unusable(PasteProblem _, String message) -> complain(message);
            }
            if (left > 0) {
                print(AccountWords.AGAIN.with(left));
            }
        }
        return Optional.empty();
    }

    private Optional<String> readLine() {
        try {
            return surroundings.keyboard().readLine();
        } catch (IOException brokenOff) {
            return Optional.empty();
        }
    }

    private Optional<NewSession> register(
            SignIn signIn, AuthorizationCode code, AccountSettings settings, DirectCalls calls) {
        try {
            return Optional.of(NewDevice.register(signIn, code, settings.audible(), calls));
        } catch (NewDevice.NotRegistered problem) {
            complain(String.valueOf(problem.getMessage()));
            return Optional.empty();
        }
    }

    private void report(NewSession session, Path file, boolean encrypted, boolean forced) {
        print(AccountWords.SIGNED_IN.with(session.deviceName().orElse("Audible for iPhone")));
        print(
                AccountWords.WRITTEN.with(
                        file, (encrypted ? AccountWords.ENCRYPTED : AccountWords.PLAIN).with()));
        if (forced) {
            print(AccountWords.OLD_DEVICE.with());
        }
        print(AccountWords.DEVICES.with());
        print(AccountWords.NEXT.with());
    }

    private void print(String text) {
        surroundings.out().println(text);
    }

    private void complain(String text) {
        surroundings.err().println(text);
    }

    private ExitCode say(ExitCode code, String text) {
        complain(text);
        return code;
    }
}
