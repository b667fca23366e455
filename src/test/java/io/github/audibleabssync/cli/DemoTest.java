package io.github.audibleabssync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class DemoTest {

    @TempDir private Path folder;

    @Test
    void tellsItsStoryAndEndsWithEveryPlaceAccountedFor() throws Exception {
        Map<String, String> environment =
                Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder, "LC_ALL", "C.UTF-8");
        try (Child child = Child.start(environment, "demo", "--for", "14s")) {
            int code = child.await(Duration.ofSeconds(90));

            assertThat(code).as(child.output()).isZero();
            assertThat(child.output())
                    .contains("/status", "/metrics", "/healthz")
                    .contains("Paula, phone", "daemon to Audiobookshelf", "[rule 14]")
                    .contains("[rule 28] the finish is carried over")
                    .contains(" 0 are not in step")
                    .doesNotContain("\tat ", " ERROR ", " WARN ");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
