package io.github.audibleabssync.state;

import java.nio.file.Path;
import java.time.LocalDate;

/** A process of its own that writes, makes the copy of one day after the other, says so, and never ends. */
final class KilledBackup {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

    private KilledBackup() {}

    /** With the state file as the only argument. */
    public static void main(String[] args) {
        Path state = Path.of(args[0]);
        try (StateFile file = Samples.open(state)) {
            StateBackups backups = new StateBackups(state, file.store());
            for (LocalDate day = FIRST_DAY; true; day = day.plusDays(1)) {
                file.store().saveValue("day", day.toString());
                backups.write(day);
                backups.keep(day);
                System.out.println("kept " + day);
                System.out.flush();
                backups.dropOld(day);
            }
        }
    }
}
