package io.github.audibleabssync.cli.account;

import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code login} and {@code logout} on the command line. */
public final class AccountCommands {

    private AccountCommands() {}

    /** The commands, for the tree of all. */
    public static List<Object> list(Surroundings surroundings) {
        return List.of(new LoginOptions(surroundings), new LogoutOptions(surroundings));
    }

    /** {@code login}. */
    @Command(
            name = "login",
            description =
                    "Signs in to Audible: prints Amazon's sign-in link, reads the address where the"
                            + " browser ends from standard input, registers a device and writes its"
                            + " session file.")
    static final class LoginOptions implements Callable<Integer> {
        private final Surroundings surroundings;

        @Option(
                names = "--locale",
                paramLabel = "CODE",
                converter = ShopConverter.class,
                description =
                        "The marketplace of your books: us, uk, de, … (default: AUDIBLE_LOCALE).")
        private @Nullable Marketplace shop;

        @Option(
                names = "--with-username",
                description =
                        "For an account from before Amazon's, with a user name of Audible's own.")
        private boolean withUsername;

        @Option(names = "--force", description = "Replace a session file, even one that works.")
        private boolean force;

        @Option(
                names = "--file",
                paramLabel = "PATH",
                description = "Where the session goes (default: AUDIBLE_AUTH_JSON_PATH).")
        private @Nullable Path file;

        /** Taken only to be refused: the usual complaint would show the address with its code. */
        @Parameters(arity = "0..*", hidden = true)
        private @Nullable List<String> mistaken;

        LoginOptions(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            if (mistaken != null) {
                surroundings.err().println(AccountWords.ADDRESS_AS_ARGUMENT.with());
                return ExitCode.USAGE.code();
            }
            return new Login(
                            surroundings,
                            new Login.Options(
                                    Optional.ofNullable(shop),
                                    withUsername,
                                    force,
                                    Optional.ofNullable(file)))
                    .run()
                    .code();
        }
    }

    /** {@code logout}. */
    @Command(
            name = "logout",
            description =
                    "Signs this one device out of Audible and removes its session file. Your other"
                            + " devices stay signed in.")
    static final class LogoutOptions implements Callable<Integer> {
        private final Surroundings surroundings;

        @Option(
                names = "--force",
                description =
                        "Remove the file even if Amazon cannot be asked to remove the device.")
        private boolean force;

        @Option(
                names = "--file",
                paramLabel = "PATH",
                description = "The session to end (default: AUDIBLE_AUTH_JSON_PATH).")
        private @Nullable Path file;

        LogoutOptions(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            return new Logout(surroundings, force, Optional.ofNullable(file)).run().code();
        }
    }

    /** Codes of marketplaces. */
    static final class ShopConverter implements ITypeConverter<Marketplace> {
        @Override
        public Marketplace convert(String text) {
            return Marketplace.find(text)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'%s' is no marketplace; write one of %s"
                                                    .formatted(text, Marketplace.codes())));
        }
    }
}
