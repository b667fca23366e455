package io.github.audibleabssync.operations.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.audibleabssync.settings.Secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may use the set-up page: one browser, which showed the token, or the one-time code of the log. It also says whether a form
 * was filled in on a page of ours: each browser has a cookie, and its forms carry a proof of it.
 */
final class Admission {

    /** Neither is mistaken for another, on paper or by ear. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CODE_LENGTH = 10;
    private static final int MOST_TRIES = 5;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofMinutes(30);
    private static final int KEY_BYTES = 32;

    private final Optional<Secret> token;
    private final Runnable announcement;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final byte[] formKey = bytes();

    private String code = "";
    private int wrong;
    private Optional<Instant> closedUntil = Optional.empty();
    private Optional<Guest> guest = Optional.empty();

    private record Guest(Secret cookie, Instant until) {}

    /** How a try to come in ended. */
    enum Verdict {
        ADMITTED,
        WRONG,
        /** Even the right code is not taken for a while. */
        CLOSED
    }

    /**
     * Nobody is in yet, and there is no code yet.
     *
     * @param token empty: a code is asked for
     * @param announcement has the {@link #code} told where only the owner sees it; called for each new one
     */
    Admission(Optional<Secret> token, Runnable announcement, Clock clock) {
        this.token = token;
        this.announcement = announcement;
        this.clock = clock;
    }

    /** Whether the token is asked for, and no code. */
    boolean asksForToken() {
        return token.isPresent();
    }

    /** The code that lets somebody in now, in two groups. */
    synchronized String code() {
        int half = CODE_LENGTH / 2;
        return code.substring(0, half) + "-" + code.substring(half);
    }

    /** Begins anew: whoever was in is out. */
    synchronized void open() {
        guest = Optional.empty();
        closedUntil = Optional.empty();
        newCode();
    }

    /** Nobody is in, and nobody comes in. */
    synchronized void close() {
        guest = Optional.empty();
        code = "";
        closedUntil = Optional.empty();
    }

    private void newCode() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        code = letters.toString();
        wrong = 0;
        announcement.run();
    }

    /** Lets the browser with this cookie in, if the token or code is right. A code is good once. */
    synchronized Verdict admit(String shown, String cookie) {
        if (token.isPresent()) {
            if (!token.get().matches(shown.strip())) {
                return Verdict.WRONG;
            }
        } else {
            if (isClosed()) {
                return Verdict.CLOSED;
            }
            String plain = shown.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
            if (code.isEmpty() || !Secret.of(code).matches(plain)) {
                return wrongCode();
            }
            newCode();
        }
        stay(cookie);
        return Verdict.ADMITTED;
    }

    /** Lets the browser with this cookie in, which showed the token in another way. */
    synchronized void stay(String cookie) {
        guest = Optional.of(new Guest(Secret.of(cookie), clock.instant().plus(STAY)));
    }

    private boolean isClosed() {
        if (closedUntil.isEmpty()) {
            return false;
        }
        if (clock.instant().isBefore(closedUntil.get())) {
            return true;
        }
        closedUntil = Optional.empty();
        newCode();
        return false;
    }

    private Verdict wrongCode() {
        wrong++;
        if (wrong < MOST_TRIES) {
            return Verdict.WRONG;
        }
        code = "";
        closedUntil = Optional.of(clock.instant().plus(REST));
        return Verdict.CLOSED;
    }

    /** Has a new code told when the time after too many wrong ones is over. */
    synchronized void lookAgain() {
        boolean _ = isClosed();
    }

    /** Whether the browser with this cookie is in. */
    synchronized boolean isIn(String cookie) {
        return guest.filter(one -> one.cookie().matches(cookie))
                .filter(one -> clock.instant().isBefore(one.until()))
                .isPresent();
    }

    /** A cookie for a browser that has none, or comes in. */
    String newCookie() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What the forms of the browser with this cookie carry; nobody else can know it. */
    String formProof(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(formKey, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(cookie.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** Whether the form is one that we gave to the browser with this cookie. */
    boolean isOurForm(String cookie, String proof) {
        return !cookie.isEmpty() && Secret.of(formProof(cookie)).matches(proof);
    }
}
