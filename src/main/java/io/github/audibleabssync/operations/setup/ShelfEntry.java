package io.github.audibleabssync.operations.setup;

import io.github.audibleabssync.audiobookshelf.AudiobookshelfAccess;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfAnswers;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.camel.Credentials;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.failure.AnswerLost;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.failure.ServiceUnavailable;
import io.github.audibleabssync.failure.SyncFailure;
import io.github.audibleabssync.settings.AudiobookshelfSettings;
import io.github.audibleabssync.settings.ExtraHeader;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.Settings;
import io.github.audibleabssync.settings.SettingsFile;
import io.github.audibleabssync.settings.SettingsTable;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Takes Audiobookshelf's address and API key: tries them, and keeps them in {@code settings.properties}. */
final class ShelfEntry {

    static final String BASE_URL = "ABS_BASE_URL";
    static final String TOKEN = "ABS_TOKEN";

    private final Settings settings;
    private final Credentials credentials;

    ShelfEntry(Settings settings, Credentials credentials) {
        this.settings = settings;
        this.credentials = credentials;
    }

    /** Where they are kept. */
    Path file() {
        return SettingsFile.beside(settings.daemon().statePath());
    }

    /**
     * Takes what was typed.
     *
     * @param names the settings that are asked for
     * @param fields what was typed for each
     * @return why it was not taken; empty when it was
     */
    Optional<String> take(List<String> names, UnaryOperator<String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = fields.apply(name);
            Optional<String> problem =
                    value.isBlank()
                            ? Optional.of(SetUpWords.EMPTY.with(name))
                            : complaint(name, value);
            if (problem.isPresent()) {
                return problem;
            }
            values.put(name, value);
        }
        return tried(values).or(() -> kept(values));
    }

    private static Optional<String> complaint(String name, String value) {
        return SettingsTable.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow()
                .problemWith(value);
    }

    private Optional<String> tried(Map<String, String> values) {
        AudiobookshelfAccess access;
        try {
            access = access(values);
        } catch (IllegalArgumentException | InvalidSettings problem) {
            return Optional.of(String.valueOf(problem.getMessage()));
        }
        String url = access.baseUrl().toString();
        try (DirectCalls calls = credentials.callsToAudiobookshelf()) {
            ServiceRequest request = AudiobookshelfRequests.me();
            ServiceAnswer answer = calls.send(url, request, access.headers());
            AudiobookshelfAnswers.check(request, answer);
            Object _ = AudiobookshelfAnswers.me(answer);
            return Optional.empty();
        } catch (CredentialsRejected rejected) {
            return Optional.of(SetUpWords.KEY_REJECTED.with(url));
        } catch (ServiceUnavailable | AnswerLost away) {
            return Optional.of(SetUpWords.NOT_REACHED.with(url, String.valueOf(away.getMessage())));
        } catch (SyncFailure other) {
            return Optional.of(
                    SetUpWords.NOT_AUDIOBOOKSHELF.with(url, String.valueOf(other.getMessage())));
        }
    }

    /** What was typed; what was not asked for is known. */
    private AudiobookshelfAccess access(Map<String, String> values) {
        boolean known = !settings.missing().contains(BASE_URL) || values.containsKey(BASE_URL);
        AudiobookshelfSettings now = (known ? settings : settings.watch().load()).audiobookshelf();
        return new AudiobookshelfAccess(
                AudiobookshelfAccess.baseUrl(
                        values.getOrDefault(BASE_URL, now.baseUrl().toString())),
                AudiobookshelfAccess.token(values.getOrDefault(TOKEN, now.token().reveal())),
                now.extraHeaders().stream()
                        .collect(
                                Collectors.toMap(
                                        ExtraHeader::name, header -> header.value().reveal())));
    }

    private Optional<String> kept(Map<String, String> values) {
        try {
            SettingsFile.put(file(), values);
            return Optional.empty();
        } catch (IOException problem) {
            return Optional.of(
                    SetUpWords.NOT_SAVED.with(file(), problem.getClass().getSimpleName()));
        }
    }
}
