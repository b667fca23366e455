package io.github.audibleabssync.practice;

import io.github.audibleabssync.core.Asin;
import io.github.audibleabssync.core.Place;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An Audible for practice, with one customer: API host and sign-in host in one. To practise a first sign-in,
 * let it know no device ({@link #knowDevice}), and show {@link #signIn} the link. Every request to the API must be signed by the
 * account's device, or carry an access token that is still good.
 */
public final class PracticeAudible extends PracticeServer {
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Titles titles = new Titles();
    private final AudibleRoutes routes = new AudibleRoutes(titles, this::now);
    private final Router router = routes.router();
    private final PracticeAccount account;
    private final Devices devices;
    private final AtomicInteger licences = new AtomicInteger();

    /** A server with a new account and the machine's clock. */
    public PracticeAudible() {
        this(PracticeAccount.create(), InstantSource.system());
    }

    /** A server for this account, with this clock. */
    public PracticeAudible(PracticeAccount account, InstantSource time) {
        super(time, IDLE);
        this.account = account;
        this.devices = new Devices(account, this::now);
    }

    /** The customer's device. */
    public PracticeAccount account() {
        return account;
    }

    /** A session file's content with the signing key and an access token that is good for its usual life. */
    public String session() {
        return account.session(devices.issueToken(account), devices.expiry());
    }

    /** A session file's content without a signing key. */
    public String tokenOnlySession() {
        return account.tokenOnlySession(devices.issueToken(account), devices.expiry());
    }

    /** Refuses everything of the device from now on, its refresh token too, or accepts it again. */
    public void knowDevice(boolean known) {
        devices.know(known);
    }

    /**
     * Signs the customer in, as a person does in a browser.
     *
     * @param link the sign-in link of a client
     * @return the address where the browser lands: a page that does not exist, with a code that registers one device once
     * @throws IllegalArgumentException if Amazon would not take the link; says which part
     */
    public String signIn(String link) {
        return devices.signIn(link);
    }

    /** How many devices have signed in here and not signed out again; the customer's first one is not among them. */
    public int signedInDevices() {
        return devices.signedIn();
    }

    /** Lets all access tokens expire at once. A refresh gives a new one. */
    public void expireTokens() {
        devices.expireTokens();
    }

    /**
     * Sets what {@code POST /auth/token} gives.
     *
     * @param life how long the tokens are good
     * @param asText whether {@code expires_in} comes as a text, as was seen too
     */
    public void tokens(Duration life, boolean asText) {
        devices.tokens(life, asText);
    }

    /** Makes reads lag behind writes; zero at first. Seen on the real one: 2 to 3 s for places. */
    public void lag(Duration places, Duration flags) {
        titles.lag(places, flags);
    }

    /** How many finished records one page holds; 100 at first. */
    public void finishedPage(int size) {
        routes.finishedPage(size);
    }

    /** Adds a title to the library, or replaces it and what was known of it. */
    public void add(PracticeTitle title) {
        titles.add(title, now());
    }

    /** Takes a title out of the library: its status becomes Revoked. Its place stays readable. */
    public void revoke(Asin asin) {
        titles.revoke(asin, now());
    }

    /** A title of the library, returned or not. */
    public Optional<PracticeTitle> title(Asin asin) {
        return titles.title(asin);
    }

    /** The reference that a write of this title's place must name now. */
    public String acr(Asin asin) {
        return titles.acr(asin).orElseThrow();
    }

    /** Replaces the title's audio by a corrected edition: the same ASIN, another {@code acr}. */
    public void newEdition(Asin asin) {
        titles.newEdition(asin);
    }

    /** The truth about a place, read lag or not; empty when there is none. */
    public Optional<Place> place(Asin asin) {
        return titles.position(asin).map(heard -> Place.ofMillis(heard.positionMs()));
    }

    /** When the place was written, by the server's clock. */
    public Optional<Instant> placeWrittenAt(Asin asin) {
        return titles.position(asin).map(HeardPosition::lastUpdated);
    }

    /** The truth about the finished flag. */
    public boolean isFinished(Asin asin) {
        return titles.finished(asin).map(FinishedRecord::finished).orElse(false);
    }

    /** Puts a place there with a date of its own, by the server's clock: for preparing a state, not for acting on it. */
    public void prepare(Asin asin, Place place, Instant lastUpdated) {
        titles.heard(asin, new HeardPosition(place.toMillis(), lastUpdated), now());
    }

    /** Sets the flag with a date of its own, by the server's clock. */
    public void prepareFinished(Asin asin, boolean finished, Instant changedAt) {
        titles.mark(asin, new FinishedRecord(finished, changedAt, changedAt), now());
    }

    /** Forgets a place: {@code DoesNotExist} from now on. */
    public void forgetPlace(Asin asin) {
        titles.forget(asin, now());
    }

    /** How many licences were asked for. A sync never asks. */
    public int licenceRequests() {
        return licences.get();
    }

    Titles titles() {
        return titles;
    }

    @Override
    String pathWithin(String path) {
        return path;
    }

    @Override
    Answer answer(PracticeRequest request) {
        if (request.is("POST", "/auth/token")) {
            return devices.refresh(request);
        }
        if (request.is("POST", "/auth/register")) {
            return devices.register(request);
        }
        if (request.is("POST", "/auth/deregister")) {
            return devices.deregister(request);
        }
        if (!devices.sent(request)) {
            return AudibleJson.message(403, "Request could not be authenticated");
        }
        if (request.method().equals("POST") && request.path().endsWith("/licenserequest")) {
            licences.incrementAndGet();
        }
        return router.answer(request).orElse(AudibleJson.message(404, "Not found"));
    }
}
