package io.github.audibleabssync.cli.check;

import io.github.audibleabssync.audiobookshelf.TokenClaims;
import io.github.audibleabssync.audiobookshelf.TokenClaims.Kind;
import io.github.audibleabssync.audiobookshelf.TokenUser;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What {@code ABS_TOKEN} is, by its own words, and whose, by the server's. */
final class TokenCheck {

    private static final Duration SOON = Duration.ofDays(14);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final TokenClaims claims;
    private final Instant now;

    TokenCheck(String token, Instant now) {
        this.claims = TokenClaims.read(token);
        this.now = now;
    }

    /** Why the server need not even be asked; it would say no more than "Unauthorized". */
    Optional<Line> useless() {
        if (claims.kind() == Kind.REFRESH) {
            return Optional.of(CheckWords.TOKEN_FOR_REFRESHING.line());
        }
        return claims.expiresAt()
                .filter(end -> !end.isAfter(now))
                .map(end -> CheckWords.TOKEN_EXPIRED.line(MINUTE.format(end)));
    }

    Line line(TokenUser user) {
        Optional<Instant> end = claims.expiresAt();
        if (claims.kind() == Kind.ACCESS) {
            return CheckWords.TOKEN_OF_A_SIGN_IN.line(
                    user.name(), end.map(MINUTE::format).orElse("its end"));
        }
        if (end.filter(then -> then.isBefore(now.plus(SOON))).isPresent()) {
            return CheckWords.TOKEN_ENDS_SOON.line(kind(), user.name(), MINUTE.format(end.get()));
        }
        return CheckWords.TOKEN_GOOD.line(
                kind(),
                user.name(),
                user.type(),
                end.map(then -> "expires on " + MINUTE.format(then))
                        .orElse(claims.kind() == Kind.UNKNOWN ? "accepted" : "never expires"),
                user.entries());
    }

    private String kind() {
        return switch (claims.kind()) {
            case API_KEY -> claims.name().map("API key '%s'"::formatted).orElse("API key");
            case USER -> "user token (the older kind)";
            case ACCESS, REFRESH -> "token of a sign-in";
            case UNKNOWN -> "token";
        };
    }
}
