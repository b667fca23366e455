package io.github.audibleabssync.audible;

import java.security.PrivateKey;

/**
 * What a registered device signs its requests with; lasts until the device is removed from the account. A secret.
 *
 * @param adpToken Audible's name of the device, five parts in braces
 * @param deviceKey RSA
 */
public record SigningPair(String adpToken, PrivateKey deviceKey) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SigningPair[***]";
    }
}
