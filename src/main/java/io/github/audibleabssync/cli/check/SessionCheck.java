package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.SessionFile;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.camel.SessionSetting;
import io.github.audibleabssync.settings.AudibleSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The session of Audible: is it there, can it be used, who else can read it? */
final class SessionCheck {

    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final AudibleSettings settings;
    private final List<Line> lines = new ArrayList<>();

    SessionCheck(AudibleSettings settings) {
        this.settings = settings;
    }

    /** The session; empty when it cannot be used. */
    Optional<AudibleSession> run() {
        Optional<Set<PosixFilePermission>> before = rights(settings.sessionFile());
        try {
            AudibleSession session = new SessionSetting(settings).read();
            if (settings.sessionContent().isPresent()) {
                lines.add(CheckWords.SESSION_IN_SETTING.line(kind(session)));
            } else {
                Path file = settings.sessionFile();
                lines.add(
                        CheckWords.SESSION_GOOD.line(
                                file,
                                isPlain(file) ? "not encrypted" : "encrypted",
                                kind(session)));
                openToOthers(file, before).ifPresent(lines::add);
            }
            return Optional.of(session);
        } catch (SessionFileProblem problem) {
            lines.add(CheckWords.SESSION_UNUSABLE.line(Words.of(problem)));
            return Optional.empty();
        }
    }

    private static String kind(AudibleSession session) {
        String what =
                session.signing().isPresent()
                        ? "signs its requests"
                        : session.refreshToken().isPresent()
                                ? "has no signing key, and fetches a token each hour"
                                : "has nothing but a token that expires";
        return session.preAmazon() ? what + "; an account from before Amazon's" : what;
    }

    private static boolean isPlain(Path file) {
        try {
            SessionFile.read(Files.readAllBytes(file), Optional.empty());
            return true;
        } catch (SessionFileProblem | IOException encrypted) {
            return false;
        }
    }

    /** Whoever reads the file makes it private, if it can. */
    private static Optional<Line> openToOthers(
            Path file, Optional<Set<PosixFilePermission>> before) {
        Optional<String> open =
                before.filter(rights -> !OWNERS.containsAll(rights))
                        .map(PosixFilePermissions::toString);
        boolean mended = rights(file).filter(OWNERS::containsAll).isPresent();
        return open.map(
                rights ->
                        mended
                                ? CheckWords.SESSION_MADE_PRIVATE.line(file, rights)
                                : CheckWords.SESSION_OPEN_TO_OTHERS.line(file, rights, file));
    }

    private static Optional<Set<PosixFilePermission>> rights(Path file) {
        try {
            return Optional.of(Files.getPosixFilePermissions(file));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    /** What was found. */
    List<Line> lines() {
        return lines;
    }
}
