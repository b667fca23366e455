package io.github.audibleabssync.camel;

import io.github.audibleabssync.audible.AudibleSession;
import io.github.audibleabssync.settings.AudibleSettings;

/** The session of settings that may change while the daemon runs: its password, and the content given as a file. */
final class ChangingSession implements AudibleAccount.SessionSource {

    private volatile SessionSetting current;
    private volatile int changes;

    ChangingSession(AudibleSettings settings) {
        current = new SessionSetting(settings);
    }

    /** Takes over what the settings say now. */
    synchronized void take(AudibleSettings settings) {
        AudibleSettings before = current.settings();
        if (!before.sessionContent().equals(settings.sessionContent())
                || !before.sessionPassword().equals(settings.sessionPassword())) {
            current = new SessionSetting(settings);
            changes++;
        }
    }

    /** The settings that count now. */
    AudibleSettings settings() {
        return current.settings();
    }

    @Override
    public String fingerprint() {
        return changes + " " + current.fingerprint();
    }

    @Override
    public AudibleSession read() {
        return current.read();
    }
}
