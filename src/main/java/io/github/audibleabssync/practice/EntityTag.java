package io.github.audibleabssync.practice;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Weak entity tags as Express writes them: the length in hexadecimal and the beginning of the SHA-1. */
final class EntityTag {
    private static final int HASH_CHARACTERS = 27;

    private EntityTag() {}

    /** The answer with its tag; or 304 without a body when the request names that tag already. */
    static Answer conditional(PracticeRequest request, Answer answer) {
        if (answer.status() != 200 || answer.header("Content-Type").isEmpty()) {
            return answer;
        }
        String tag = of(answer.body());
        boolean unchanged =
                request.method().equals("GET")
                        && request.header("if-none-match").filter(tag::equals).isPresent();
        return (unchanged ? Answer.bare(304, "") : answer).header("ETag", tag);
    }

    private static String of(byte[] body) {
        String hash = Base64.getEncoder().encodeToString(sha1(body)).substring(0, HASH_CHARACTERS);
        return "W/\"" + Integer.toHexString(body.length) + "-" + hash + "\"";
    }

    private static byte[] sha1(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
