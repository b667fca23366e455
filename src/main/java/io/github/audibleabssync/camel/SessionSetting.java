package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.audible.SessionFile;
import io.github.audibleabssync.audible.SessionFileProblem;
import io.github.audibleabssync.failure.AccessRemedy;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.PrivateFile;
import io.github.audibleabssync.settings.Secret;
import io.github.audibleabssync.settings.SettingsWatch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The Audible session that the settings name: a file, or its content.
 *
 * @param settings what the settings say
 */
public record SessionSetting(AudibleSettings settings) implements AudibleAccount.SessionSource {

    @Override
    public String fingerprint() {
        if (settings.sessionContent().isPresent()) {
            return "AUDIBLE_AUTH_JSON_B64";
        }
        return SettingsWatch.fingerprint(settings.sessionFile());
    }

    @Override
    public AudibleSession read() {
        return SessionFile.read(content(), settings.sessionPassword().map(Secret::reveal));
    }

    private byte[] content() {
        Optional<Secret> given = settings.sessionContent();
        if (given.isPresent()) {
            return Base64.getDecoder().decode(given.get().reveal());
        }
        Path file = settings.sessionFile();
        if (Files.isDirectory(file)) {
            throw SessionFileProblem.folder(file);
        }
        PrivateFile.protect(file);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new SessionFileProblem(
                    "There is no Audible session file at %s".formatted(file),
                    "Sign in with 'audible-abs-sync login', which makes it, or name its place in"
                            + " AUDIBLE_AUTH_JSON_PATH");
        } catch (AccessDeniedException denied) {
            throw SessionFileProblem.repairable(
                    "The Audible session file %s cannot be read".formatted(file),
                    AccessRemedy.of(file));
        } catch (IOException unreadable) {
            throw SessionFileProblem.repairable(
                    "The Audible session file %s cannot be read (%s)"
                            .formatted(file, unreadable.getMessage()),
                    "Check the disk that it is on, and let the user that runs audible-abs-sync"
                            + " read it");
        }
    }
}
