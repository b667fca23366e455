package io.github.audibleabssync;

/** The process. */
public final class App {
    private App() {}

    /** Starts. */
    public static void main(String[] args) {
        System.out.println("not yet");
    }
}
