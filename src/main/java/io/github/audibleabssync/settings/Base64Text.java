package io.github.audibleabssync.settings;

import java.util.Base64;
import java.util.Optional;

/** Base64 of a file's content; line breaks and blanks in it are ignored. */
public record Base64Text() implements SettingValues {

    @Override
    public String typeName() {
        return "Base64";
    }

    @Override
    public Optional<String> complaint(String value) {
        try {
            return Base64.getDecoder().decode(canonical(value)).length > 0
                    ? Optional.empty()
                    : Optional.of("is empty; write the output of 'base64 FILE'");
        } catch (IllegalArgumentException e) {
            return Optional.of("is no Base64; write the output of 'base64 FILE'");
        }
    }

    @Override
    public String canonical(String value) {
        return value.replaceAll("\\s", "");
    }
}
