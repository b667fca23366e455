package io.github.audibleabssync.cli.check;

/** What is looked at, in the order in which one needs the other. */
enum Topic {
    SETTINGS("settings"),
    DATA_FOLDER("data folder"),
    STATE("state"),
    ROUTES("routes"),
    HTTP_SERVER("http server"),
    SESSION("session file"),
    AUDIBLE("audible"),
    MARKETPLACE("marketplace"),
    AUDIOBOOKSHELF("audiobookshelf"),
    VERSION("version"),
    TOKEN("token"),
    LIBRARIES("libraries"),
    BOOKS("books"),
    CLOCKS("clocks"),
    WRITE_TEST("write test");

    private final String label;

    Topic(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** That it was not looked at, and why. */
    Line notChecked(Because because) {
        return new Line(this, Level.NOT_CHECKED, "not checked, because " + because.text(), "");
    }

    /** What keeps something from being looked at. */
    enum Because {
        SETTINGS("the settings for it are missing or wrong"),
        FOLDER("its folder does not exist"),
        SESSION("the session file cannot be used"),
        AUDIBLE("Audible did not accept the session, or did not answer"),
        AUDIOBOOKSHELF("Audiobookshelf did not answer"),
        TOKEN("Audiobookshelf did not accept the token"),
        LIBRARIES("no library could be chosen"),
        BOTH_SIDES("not both sides could be read"),
        ERRORS("there are errors above");

        private final String text;

        Because(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
