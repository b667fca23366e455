package io.github.audibleabssync.audible;

/**
 * What a finished sign-in leaves in the address of the page where it ends: good for one registration, for some minutes, and
 * only together with the verifier of its {@link SignIn}. A secret.
 *
 * @param value seen beginning with {@code AN} and {@code RH}
 */
public record AuthorizationCode(String value) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AuthorizationCode[***]";
    }
}
