package io.github.audibleabssync.state;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process of its own that opens a state with a migration that takes long, and says so if it gets to the end. */
final class KilledMigration {

    private static final String MANY_ROWS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000)"
                    + " SELECT i, hex(randomblob(40)) FROM n";

    private KilledMigration() {}

    /** The steps of this version and one more, whose number is the next. */
    static Migrations next(String... statements) {
        Migration next =
                new Migration(Migrations.CURRENT.newest() + 1, "of the test", List.of(statements));
        return new Migrations(
                Stream.concat(Migrations.CURRENT.steps().stream(), Stream.of(next)).toList());
    }

    /** With the state file as the only argument. */
    public static void main(String[] args) {
        Migrations slow = next("DELETE FROM agreement", "CREATE TABLE filler AS " + MANY_ROWS);
        StateFile.open(Path.of(args[0]), Samples.CLOCK, "9.9.9", slow).close();
        System.out.println("migrated");
    }
}
