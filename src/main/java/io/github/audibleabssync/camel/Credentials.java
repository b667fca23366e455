package io.github.audibleabssync.camel;

import io.github.audibleabssync.audiobookshelf.AudiobookshelfAccess;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.InvalidSettings;
import io.github.audibleabssync.settings.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether both sides let us in. Looks before each cycle whether files with credentials have changed, and takes over what is new;
 * while one side rejects what there is, cycles are not even begun but for a look now and then.
 */
public final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final Settings settings;
    private final ChangingSession session;
    private final AudibleAccount account;
    private final AudiobookshelfServer server;
    private final ServiceLink audible;
    private final ServiceLink audiobookshelf;
    private final Function<Optional<Path>, DirectCalls> calls;
    private AudiobookshelfAccess access;
    private String fingerprint;
    private Optional<URI> mentioned = Optional.empty();

    /** Of settings that were just read. */
    Credentials(
            Settings settings,
            ChangingSession session,
            AudibleAccount account,
            AudiobookshelfServer server,
            ServiceLink audible,
            ServiceLink audiobookshelf,
            Function<Optional<Path>, DirectCalls> calls) {
        this.settings = settings;
        this.session = session;
        this.account = account;
        this.server = server;
        this.audible = audible;
        this.audiobookshelf = audiobookshelf;
        this.calls = calls;
        this.access = Beans.address(settings.audiobookshelf());
        this.fingerprint = settings.missing().isEmpty() ? settings.watch().fingerprint() : "";
    }

    /** Takes over credentials that have changed, and has them tried at once. */
    public synchronized void lookAgain() {
        String now = settings.watch().fingerprint();
        if (!now.equals(fingerprint)) {
            fingerprint = now;
            readSettings();
        }
        if (account.reload()) {
            audible.forgetRejection();
        }
    }

    private void readSettings() {
        try {
            // nothing may go missing that was there
            take(server.isSet() ? settings.watch().load() : settings.watch().loadForDaemon());
        } catch (InvalidSettings problem) {
            LOG.error(
                    "Files with settings have changed, and what is there now is wrong; what was"
                            + " read before still counts. {}",
                    problem.problems().stream().collect(Collectors.joining(" ")));
        }
    }

    private void take(Settings changed) {
        session.take(changed.audible());
        if (!changed.missing().isEmpty()) {
            return;
        }
        AudiobookshelfAccess given = Beans.address(changed.audiobookshelf());
        if (!server.isSet()) {
            LOG.info("Audiobookshelf is at {}", given.baseUrl());
            use(given);
        } else if (!given.baseUrl().equals(access.baseUrl())) {
            mention(given.baseUrl());
        } else if (!given.token().equals(access.token())
                || !given.extraHeaders().equals(access.extraHeaders())) {
            LOG.info("The Audiobookshelf token has changed: the new one is used from now on");
            use(given);
        }
    }

    /** Another address is another server: that waits for the next start, and so does its key, which is not this server's business. */
    private void mention(URI address) {
        if (!mentioned.equals(Optional.of(address))) {
            mentioned = Optional.of(address);
            LOG.warn(
                    "ABS_BASE_URL has changed to {}: restart to use it; until then {} and its key"
                            + " are used",
                    address,
                    access.baseUrl());
        }
    }

    private void use(AudiobookshelfAccess now) {
        access = now;
        server.take(now);
        audiobookshelf.forgetRejection();
    }

    /** Why nothing is asked of either side now; empty when a cycle makes sense. */
    Optional<String> obstacle() {
        return account.problem()
                .or(this::setUpProblem)
                .or(
                        () ->
                                Stream.of(audible, audiobookshelf)
                                        .flatMap(link -> link.recentRejection().stream())
                                        .findFirst());
    }

    /** That Audiobookshelf is not set up yet, and what to do; empty when it is. */
    public Optional<String> setUpProblem() {
        return server.isSet()
                ? Optional.empty()
                : Optional.of(
                        "%s not set yet. Open port %d of this machine in a browser and enter it there, or set it in the environment and restart."
                                .formatted(
                                        String.join(" and ", settings.missing())
                                                + (settings.missing().size() > 1 ? " are" : " is"),
                                        settings.httpServer().port()));
    }

    /** What the settings say of Audible now: with it the session is read. */
    public AudibleSettings audible() {
        return session.settings();
    }

    /** For single requests to Audible while somebody signs in; to be closed. */
    public DirectCalls callsToAudible() {
        return calls.apply(Optional.empty());
    }

    /** For single requests to an Audiobookshelf that somebody has just named; to be closed. */
    public DirectCalls callsToAudiobookshelf() {
        return calls.apply(settings.audiobookshelf().extraCaFile());
    }
}
