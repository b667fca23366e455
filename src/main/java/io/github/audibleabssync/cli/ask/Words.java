package io.github.audibleabssync.cli.ask;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.Optional;

/** What several commands say in the same words. */
final class Words {

    static final String BOOK = "ASIN, Audiobookshelf item id, or a piece of the title.";

    private Words() {}

    /** What was understood, or the complaint that it was not. */
    static <T> T require(Optional<T> understood, CommandSpec spec, String complaint) {
        return understood.orElseThrow(() -> new ParameterException(spec.commandLine(), complaint));
    }
}
