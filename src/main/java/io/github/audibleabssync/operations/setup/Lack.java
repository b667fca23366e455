package io.github.audibleabssync.operations.setup;

import io.github.audibleabssync.camel.AudibleAccount;
import io.github.audibleabssync.camel.Credentials;
import io.github.audibleabssync.camel.DirectCalls;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.settings.AudibleSettings;
import io.github.audibleabssync.settings.Settings;

import java.util.ArrayList;
import java.util.List;

/** What the daemon lacks and a person could enter. */
final class Lack {

    private final Settings settings;
    private final Credentials credentials;
    private final AudibleAccount account;
    private final List<ServiceLink> audible;
    private final ServiceLink audiobookshelf;

    /**
     * What is lacking at one time.
     *
     * @param session whether somebody has to sign in to Audible
     * @param sessionIsSetting whether the session does not work and comes from a setting, which cannot be written
     * @param shelf the names of the Audiobookshelf settings to enter
     * @param keyIsSetting whether Audiobookshelf rejects an API key of the environment, which cannot be written
     */
    record Now(
            boolean session, boolean sessionIsSetting, List<String> shelf, boolean keyIsSetting) {
        boolean canBeEntered() {
            return session || !shelf.isEmpty();
        }

        /** What has to be corrected, and cannot be entered here. */
        List<String> elsewhere() {
            List<String> elsewhere = new ArrayList<>();
            if (sessionIsSetting) {
                elsewhere.add(SetUpWords.SESSION_IS_A_SETTING.with());
            }
            if (keyIsSetting) {
                elsewhere.add(SetUpWords.KEY_IS_A_SETTING.with());
            }
            return elsewhere;
        }
    }

    /**
     * Looks at these.
     *
     * @param audible the links whose rejection means that nobody is signed in
     */
    Lack(
            Settings settings,
            Credentials credentials,
            AudibleAccount account,
            List<ServiceLink> audible,
            ServiceLink audiobookshelf) {
        this.settings = settings;
        this.credentials = credentials;
        this.account = account;
        this.audible = audible;
        this.audiobookshelf = audiobookshelf;
    }

    /** Has the session read, if no cycle has begun yet. */
    void readOnce() {
        if (!account.isReady() && account.problem().isEmpty()) {
            credentials.lookAgain();
        }
    }

    Now now() {
        boolean signedOut =
                account.problem().isPresent()
                        || audible.stream().anyMatch(link -> link.rejection().isPresent());
        boolean isSetting = audible().sessionContent().isPresent();
        boolean lacksShelf = credentials.setUpProblem().isPresent();
        boolean keyRejected = !lacksShelf && audiobookshelf.rejection().isPresent();
        boolean keyIsSetting = settings.watch().isInEnvironment(ShelfEntry.TOKEN);
        List<String> shelf =
                lacksShelf
                        ? settings.missing()
                        : keyRejected && !keyIsSetting
                                ? List.of(ShelfEntry.TOKEN)
                                : List.<String>of();
        return new Now(
                signedOut && !isSetting,
                signedOut && isSetting,
                shelf,
                keyRejected && keyIsSetting);
    }

    /** Has the daemon look at once at what was entered. */
    void takeOver() {
        credentials.lookAgain();
    }

    /** As they are now: the password may have changed since the start. */
    AudibleSettings audible() {
        return credentials.audible();
    }

    /** For requests to Audible; to be closed. */
    DirectCalls callsToAudible() {
        return credentials.callsToAudible();
    }
}
