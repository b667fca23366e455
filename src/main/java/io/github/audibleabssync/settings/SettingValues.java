package io.github.audibleabssync.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which values a setting takes. Values are read without the blanks around them, except verbatim texts. */
public sealed interface SettingValues
        permits SettingValues.WholeNumber,
                SettingValues.TrueFalse,
                SettingValues.OneOf,
                SettingValues.FilePath,
                SettingValues.Text,
                WebAddress,
                Base64Text,
                HeaderLines {

    /** The type's name in the reference. */
    String typeName();

    /** What the number counts; empty for everything that is no number. */
    default String unit() {
        return "";
    }

    /**
     * What is wrong with a value and what to write instead, as the rest of a sentence that begins with the setting's name
     * and value; empty when nothing is. It never repeats the value.
     */
    Optional<String> complaint(String value);

    /** The one way to write a value that has no {@link #complaint}. */
    default String canonical(String value) {
        return value.strip();
    }

    /** The value as a message may show it: without parts that may be a password. */
    default String shown(String value) {
        return value.strip();
    }

    /**
     * A whole number in a range.
     *
     * @param unit what it counts; may be empty
     * @param least smallest allowed
     * @param most largest allowed
     */
    record WholeNumber(String unit, long least, long most) implements SettingValues {

        private static final Pattern FORM = Pattern.compile("-?[0-9]{1,18}");

        @Override
        public String typeName() {
            return "number";
        }

        @Override
        public Optional<String> complaint(String value) {
            String number = value.strip();
            if (!FORM.matcher(number).matches()) {
                return Optional.of("is no whole number; " + whatToWrite());
            }
            long parsed = Long.parseLong(number);
            return parsed < least || parsed > most
                    ? Optional.of("is out of range; " + whatToWrite())
                    : Optional.empty();
        }

        private String whatToWrite() {
            String kind = unit.isEmpty() ? "a number" : "a number of " + unit;
            return "write " + kind + " from " + least + " to " + most;
        }

        @Override
        public String canonical(String value) {
            return Long.toString(Long.parseLong(value.strip()));
        }
    }

    /** A switch. */
    record TrueFalse() implements SettingValues {

        @Override
        public String typeName() {
            return "true/false";
        }

        @Override
        public Optional<String> complaint(String value) {
            String word = canonical(value);
            return word.equals("true") || word.equals("false")
                    ? Optional.empty()
                    : Optional.of("is neither true nor false; write one of these two");
        }

        @Override
        public String canonical(String value) {
            return value.strip().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of a few words, in any case.
     *
     * @param words the words as they are documented
     * @param aliases further words that mean one of them
     */
    record OneOf(List<String> words, Map<String, String> aliases) implements SettingValues {

        @Override
        public String typeName() {
            return String.join(", ", words);
        }

        @Override
        public Optional<String> complaint(String value) {
            return find(value).isPresent()
                    ? Optional.empty()
                    : Optional.of("is not known; write one of: " + String.join(", ", words));
        }

        @Override
        public String canonical(String value) {
            return find(value).orElseThrow();
        }

        private Optional<String> find(String value) {
            String word = value.strip();
            String meant = aliases.getOrDefault(word.toUpperCase(Locale.ROOT), word);
            return words.stream().filter(meant::equalsIgnoreCase).findFirst();
        }
    }

    /** A file, counted from the working directory when the path is relative. */
    record FilePath() implements SettingValues {

        private static final String JDBC = "jdbc:";

        @Override
        public String typeName() {
            return "path";
        }

        @Override
        public Optional<String> complaint(String value) {
            if (value.strip().toLowerCase(Locale.ROOT).startsWith(JDBC)) {
                return Optional.of(
                        "is a JDBC URL, which is not supported yet; write the path of a file");
            }
            return value.indexOf('\0') >= 0
                    ? Optional.of("is no path; write the path of a file")
                    : Optional.empty();
        }

        @Override
        public String shown(String value) {
            return complaint(value).isPresent() ? Secret.MASK : value.strip();
        }
    }

    /**
     * A text of a certain form.
     *
     * @param form what the whole text must match
     * @param complaintText the complaint when it does not
     * @param verbatim whether blanks at the ends belong to it
     */
    record Text(Pattern form, String complaintText, boolean verbatim) implements SettingValues {

        @Override
        public String typeName() {
            return "text";
        }

        @Override
        public Optional<String> complaint(String value) {
            return form.matcher(canonical(value)).matches()
                    ? Optional.empty()
                    : Optional.of(complaintText);
        }

        @Override
        public String canonical(String value) {
            return verbatim ? value : value.strip();
        }
    }
}
