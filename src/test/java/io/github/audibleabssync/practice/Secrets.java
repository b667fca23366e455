package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.audibleabssync.core.Side;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that the daemon was given and nobody may get to see: tokens whole, and of the key each line. */
public final class Secrets {

    private final List<String> tokensOfAudible;
    private final List<String> all;

    private Secrets(List<String> tokensOfAudible, List<String> all) {
        this.tokensOfAudible = tokensOfAudible;
        this.all = all;
    }

    /**
     * The secrets of a session and of the practice Audiobookshelf.
     *
     * @param session content of a session file
     */
    public static Secrets of(String session) {
        JsonNode json = json(session);
        List<String> tokens =
                Stream.of("adp_token", "access_token", "refresh_token")
                        .filter(json::hasNonNull)
                        .map(name -> json.get(name).asText())
                        .toList();
        Stream<String> key =
                json.path("device_private_key")
                        .asText()
                        .lines()
                        .filter(line -> line.length() > 40 && !line.startsWith("-"));
        Stream<String> others =
                Stream.of(PracticeAudiobookshelf.TOKEN, PracticeAudiobookshelf.LEGACY_TOKEN);
        return new Secrets(
                tokens, Stream.of(key, tokens.stream(), others).flatMap(some -> some).toList());
    }

    private static JsonNode json(String session) {
        try {
            return new ObjectMapper().readTree(session);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All of them. */
    public List<String> all() {
        return all;
    }

    /** The first that stands in a text. */
    public Optional<String> in(String text) {
        return all.stream().filter(text::contains).findFirst();
    }

    /** The headers of a request as a talkative gateway repeats them in its error page. */
    public String echo(Side side) {
        return side == Side.AUDIOBOOKSHELF
                ? "Authorization: Bearer " + PracticeAudiobookshelf.TOKEN
                : "Authorization: Bearer " + String.join(" x-adp-token: ", tokensOfAudible);
    }
}
