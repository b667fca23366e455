package io.github.audibleabssync.cli.account;

import io.github.audibleabssync.account.Tokens;
import io.github.audibleabssync.audible.AccessToken;
import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.Deregistration;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.audible.SessionFileWriter;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.camel.SessionSetting;
import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.cli.Surroundings;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.AccountSettings;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.wire.ServiceAnswer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code logout}. The file goes only after Amazon has let the device go, or when it is told to with {@code --force}: without
 * the file nobody can sign the device out but in Amazon's list.
 */
final class Logout {

    private final Surroundings surroundings;
    private final boolean force;
    private final Optional<Path> file;

    Logout(Surroundings surroundings, boolean force, Optional<Path> file) {
        this.surroundings = surroundings;
        this.force = force;
        this.file = file;
    }

    ExitCode run() {
        try {
            AccountSettings loaded =
                    AccountSettings.load(
                            surroundings.environment(), surroundings.workingDirectory());
            AccountSettings settings =
                    file.map(surroundings.workingDirectory()::resolve)
                            .map(loaded::withSessionFile)
                            .orElse(loaded);
            try (DirectCalls calls =
                    new DirectCalls(
                            settings.requestTimeout(),
                            surroundings.environment(),
                            surroundings.clock())) {
                return run(settings.audible(), calls);
            }
        } catch (InvalidSettings | SessionFileProblem problem) {
            surroundings.err().println(problem.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private ExitCode run(AudibleSettings settings, DirectCalls calls) {
        AudibleSession session;
        try {
            session = new SessionSetting(settings).read();
        } catch (SessionFileProblem unusable) {
            if (settings.sessionContent().isPresent() || !Files.exists(settings.sessionFile())) {
                throw unusable;
            }
            return keptUnlessForced(
                    settings,
                    ExitCode.CONFIGURATION,
                    unusable.getMessage()
                            + " "
                            + AccountWords.UNUSABLE.with(settings.sessionFile()));
        }
        try {
            Optional<AccessToken> token = Tokens.find(session, settings, calls);
            return token.isPresent()
                    ? signOut(token.get(), Tokens.host(session, settings), settings, calls)
                    : keptUnlessForced(
                            settings,
                            ExitCode.FAILED,
                            AccountWords.NO_TOKEN.with(settings.sessionFile()));
        } catch (CredentialsRejected rejected) {
            return rejected(settings);
        } catch (SyncFailure notReached) {
            return notReached(settings, String.valueOf(notReached.getMessage()));
        }
    }

    private ExitCode signOut(
            AccessToken token, String host, AudibleSettings settings, DirectCalls calls) {
        ServiceAnswer answer = calls.send(host, Deregistration.request(), token.headers());
        return switch (Deregistration.read(answer)) {
            case DONE -> {
                surroundings.out().println(AccountWords.SIGNED_OUT.with());
                removeFile(settings);
                yield ExitCode.OK;
            }
            case REJECTED -> rejected(settings);
            case LATER -> notReached(settings, host + ": status " + answer.status());
        };
    }

    private ExitCode rejected(AudibleSettings settings) {
        return keptUnlessForced(
                settings, ExitCode.FAILED, AccountWords.OUT_REJECTED.with(settings.sessionFile()));
    }

    private ExitCode notReached(AudibleSettings settings, String why) {
        return keptUnlessForced(
                settings,
                ExitCode.FAILED,
                AccountWords.NOT_REACHED.with(why, settings.sessionFile()));
    }

    private ExitCode keptUnlessForced(AudibleSettings settings, ExitCode code, String message) {
        if (!force) {
            surroundings.err().println(message);
            return code;
        }
        removeFile(settings);
        surroundings.out().println(AccountWords.STILL_LISTED.with());
        return ExitCode.OK;
    }

    private void removeFile(AudibleSettings settings) {
        if (settings.sessionContent().isPresent()) {
            surroundings.out().println(AccountWords.SETTING_STAYS.with());
            return;
        }
        new SessionFileWriter(settings.sessionFile()).remove();
        surroundings.out().println(AccountWords.FILE_REMOVED.with(settings.sessionFile()));
    }
}
