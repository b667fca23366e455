package io.github.audibleabssync.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.github.audibleabssync.audible.EncryptedSessions;
import io.github.audibleabssync.audible.SessionFile;
import io.github.audibleabssync.audiobookshelf.AudiobookshelfRequests;
import io.github.audibleabssync.camel.ServiceLink;
import io.github.audibleabssync.core.Side;
import io.github.audibleabssync.daemon.Browser;
import io.github.audibleabssync.failure.CredentialsRejected;
import io.github.audibleabssync.operations.setup.SetUpPage;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAudible;
import io.github.audibleabssync.practice.PracticeAudiobookshelf;
import io.github.audibleabssync.wire.ServiceRequest;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The set-up page over real HTTP, and those who try to get in. */
class SetUpPageTest {

    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{5}-[0-9A-Z]{5}");
    private static final String EVIL = "<script>alert(1)</script>";

    private final Logger logger = (Logger) LoggerFactory.getLogger(SetUpPage.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final PracticeAudible audible = new PracticeAudible();

    @TempDir Path folder;

    @BeforeEach
    void listen() throws Exception {
        audible.start();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(null);
        audible.close();
    }

    private OperatedDaemon start(String... own) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("AUDIBLE_API_URL", audible.url());
        settings.put("AUDIBLE_AUTH_URL", audible.url());
        for (int i = 0; i < own.length; i += 2) {
            settings.put(own[i], own[i + 1]);
        }
        OperatedDaemon daemon = OperatedDaemon.start(folder, settings);
        daemon.lookForSession();
        daemon.runCycle();
        return daemon;
    }

    private List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (ILoggingEvent line : List.copyOf(log.list)) {
            Matcher code = CODE.matcher(line.getFormattedMessage());
            if (code.find()) {
                codes.add(code.group());
            }
        }
        return codes;
    }

    private HttpResponse<String> enter(Browser browser) {
        browser.open();
        return browser.submit("enter", Map.of("pass", codes().getLast(), "shop", "us"));
    }

    @Test
    void thePageForbidsScriptsFramesReferrersAndCaches() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            HttpResponse<String> page = browser.open();

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(header(page, "Content-Security-Policy"))
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                    .contains("base-uri 'none'");
            assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(page, "Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
            assertThat(page.body()).doesNotContain("<script", "amazon");
        }
    }

    private static String header(HttpResponse<String> page, String name) {
        return page.headers().firstValue(name).orElse("");
    }

    @Test
    void aFormThatIsNotOursIsRefused() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port());
                Browser other = new Browser(daemon.port())) {
            browser.open();
            other.open();
            Map<String, String> right = Map.of("pass", codes().getLast(), "shop", "us");

            for (String proof : List.of("", "x", other.proof())) {
                Map<String, String> forged = new HashMap<>(right);
                forged.put("form", proof);
                assertThat(browser.submit("enter", forged).statusCode()).as(proof).isEqualTo(403);
            }
            try (Browser bare = new Browser(daemon.port())) {
                bare.open();
                String proof = bare.proof();
                bare.with(Optional.empty());
                Map<String, String> forged = new HashMap<>(right);
                forged.put("form", proof);
                forged.put("step", "enter");
                assertThat(bare.post(Browser.encode(forged)).statusCode()).isEqualTo(403);
            }
            assertThat(browser.submit("enter", right).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFormFromAnotherSiteIsRefused() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            browser.open();
            String proof = browser.proof();
            Map<String, String> right =
                    Map.of("form", proof, "pass", codes().getLast(), "shop", "us");

            for (String[] headers :
                    new String[][] {
                        {"Origin", "https://evil.example"},
                        {"Origin", "http://127.0.0.1:1"},
                        {"Sec-Fetch-Site", "cross-site"},
                        {"Sec-Fetch-Site", "same-site"}
                    }) {
                assertThat(browser.submit("enter", right, headers).statusCode())
                        .as(headers[1])
                        .isEqualTo(403);
            }
            String own = "http://127.0.0.1:" + daemon.port();
            assertThat(browser.submit("enter", right, "Origin", own).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCodeCannotBeGuessed() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            browser.open();
            String code = codes().getLast();
            for (int guess = 1; guess < 5; guess++) {
                assertThat(
                                browser.submit("enter", Map.of("pass", "guess", "shop", "us"))
                                        .statusCode())
                        .isEqualTo(403);
            }
            assertThat(browser.submit("enter", Map.of("pass", "", "shop", "us")).statusCode())
                    .isEqualTo(429);

            assertThat(browser.submit("enter", Map.of("pass", code, "shop", "us")).statusCode())
                    .as("the right one, too late")
                    .isEqualTo(429);
            assertThat(codes()).containsExactly(code);

            daemon.clock.advance(Duration.ofSeconds(31));
            assertThat(browser.submit("enter", Map.of("pass", code, "shop", "us")).statusCode())
                    .as("the old one")
                    .isEqualTo(403);
            assertThat(codes()).hasSize(2);
            assertThat(enter(browser).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCodeIsGoodForOneBrowser() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port());
                Browser thief = new Browser(daemon.port())) {
            String code = codes().getLast();
            browser.open();
            String early = browser.cookie().orElseThrow();
            assertThat(browser.submit("enter", Map.of("pass", code, "shop", "us")).statusCode())
                    .isEqualTo(200);

            thief.open();
            assertThat(thief.submit("enter", Map.of("pass", code, "shop", "us")).statusCode())
                    .isEqualTo(403);
            assertThat(thief.submit("finish", Map.of("address", "x")).statusCode()).isEqualTo(403);
            assertThat(thief.with(Optional.of(early)).open().body())
                    .as("the cookie from before the code")
                    .doesNotContain("amazon");
            assertThat(browser.open().body()).contains("amazon.com/ap/signin");

            daemon.clock.advance(Duration.ofMinutes(31));
            assertThat(browser.submit("finish", Map.of("address", "x")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aLookWithParametersIsOnlyALook() throws Exception {
        try (OperatedDaemon daemon = start()) {
            HttpResponse<String> page =
                    daemon.get(
                            "/?step=enter&shop=us&pass=" + codes().getLast() + "&x=%3Cscript%3E");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("name=\"pass\"").doesNotContain("amazon", "<script");
            for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
                assertThat(daemon.send(method, "/").statusCode()).as(method).isIn(403, 404, 405);
            }
        }
    }

    @Test
    void whatIsNotAFormOfOursIsNotRead() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            browser.open();
            String proof = browser.proof();

            assertThat(
                            browser.submit(
                                            "enter",
                                            Map.of("form", proof, "pass", "x".repeat(100_000)))
                                    .statusCode())
                    .isEqualTo(413);
            assertThat(daemon.send("POST", "/", "Content-Type", "application/json").statusCode())
                    .isIn(404, 415);
            assertThat(
                            browser.submit("elsewhere", Map.of("form", proof, "pass", EVIL))
                                    .statusCode())
                    .isEqualTo(400);
            assertThat(browser.open().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFormThatCannotBeReadIsRefusedAndNothingOfItIsLogged() throws Exception {
        Logger everything = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        everything.addAppender(log);
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            browser.open();
            log.list.clear();

            for (String body :
                    List.of(
                            "address=%zz-pasted-secret",
                            "address=https://x/%E4%pasted-secret&%%",
                            "pasted-secret" + "&a=".repeat(2000),
                            "address=" + "pasted-secret".repeat(800))) {
                assertThat(browser.post(body).statusCode()).as(body).isBetween(400, 413);
            }

            assertThat(log.list)
                    .noneMatch(
                            line ->
                                    line.getFormattedMessage().contains("pasted-secret")
                                            || line.getThrowableProxy() != null);
        } finally {
            everything.detachAppender(log);
        }
    }

    @Test
    void htmlInAFieldStaysText() throws Exception {
        try (OperatedDaemon daemon =
                        start("ABS_BASE_URL", "", "ABS_TOKEN", "", "STATE_PATH", state());
                Browser browser = new Browser(daemon.port())) {
            enter(browser);
            String proof = browser.proof();
            HttpResponse<String> page =
                    browser.submit(
                            "finish",
                            Map.of(
                                    "ABS_BASE_URL", "http://\"><b>" + EVIL,
                                    "ABS_TOKEN", "token" + EVIL,
                                    "address", "https://<b>" + EVIL));

            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("&quot;&gt;&lt;b&gt;&lt;script&gt;")
                    .doesNotContain("<b>", "<script", "token&lt;");
            assertThat(browser.submit("enter", Map.of("form", proof, "shop", EVIL)).body())
                    .contains("That is no marketplace")
                    .doesNotContain("<script");
        }
    }

    private String state() {
        return folder.resolve("state.db").toString();
    }

    @Test
    void oneAddressPostedManyTimesAtOnceRegistersOneDevice() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port());
                ExecutorService many = Executors.newFixedThreadPool(6)) {
            enter(browser);
            String address = audible.signIn(browser.link());
            String proof = browser.proof();
            Callable<Integer> post =
                    () -> {
                        try (Browser tab = new Browser(daemon.port()).with(browser.cookie())) {
                            return tab.submit("finish", Map.of("form", proof, "address", address))
                                    .statusCode();
                        }
                    };
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer :
                    many.invokeAll(List.of(post, post, post, post, post, post))) {
                answers.add(answer.get());
            }

            assertThat(answers).containsOnlyOnce(200).allMatch(status -> status < 500);
            assertThat(
                            audible.log().all().stream()
                                    .map(LoggedRequest::path)
                                    .filter("/auth/register"::equals))
                    .hasSize(1);
            assertThat(folder.resolve("session.json")).exists();
        }
    }

    @Test
    void aFailedRegistrationGivesAFreshLink() throws Exception {
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            enter(browser);
            String first = browser.link();
            String address = audible.signIn(first);
            audible.faults().next(1, Faults.on("POST", "/auth/register"), Fault.status(503));

            HttpResponse<String> failed = browser.submit("finish", Map.of("address", address));

            assertThat(failed.body()).contains("There is a fresh link now");
            assertThat(browser.link()).isNotEqualTo(first);
            assertThat(
                            browser.submit(
                                            "finish",
                                            Map.of("address", audible.signIn(browser.link())))
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSessionThatAnEditorMarkedIsNotReplaced() throws Exception {
        Path file = folder.resolve("session.json");
        Files.writeString(file, "\ufeff" + audible.session());
        String before = Files.readString(file);
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            HttpResponse<String> page = enter(browser);

            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains(
                            "byte order mark",
                            "Save it again as UTF-8 without one. Nothing was replaced")
                    .doesNotContain("amazon.com/ap/signin");
            assertThat(file).hasContent(before);
        }
    }

    @Test
    void aSessionThatIsOnlyLockedIsNotReplaced() throws Exception {
        Path file = folder.resolve("session.json");
        Files.writeString(file, EncryptedSessions.of(audible.session(), "a-password"));
        String before = Files.readString(file);
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            HttpResponse<String> page = enter(browser);

            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("does not open with AUDIBLE_AUTH_PASSWORD")
                    .doesNotContain("amazon.com/ap/signin");
            assertThat(file).hasContent(before);
        }
    }

    @Test
    void aSessionThatIsASettingCannotBeWrittenAndThePageSaysSo() throws Exception {
        String broken = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));
        try (OperatedDaemon daemon = start("AUDIBLE_AUTH_JSON_B64", broken);
                Browser browser = new Browser(daemon.port())) {
            assertThat(browser.open().body())
                    .contains("AUDIBLE_AUTH_JSON_B64")
                    .doesNotContain("<form");
            assertThat(browser.post("step=enter").statusCode()).isEqualTo(409);
            assertThat(codes()).isEmpty();
        }
    }

    @Test
    void whenAllIsSetUpThePageSaysSoAndTakesNothing() throws Exception {
        Files.writeString(folder.resolve("session.json"), audible.session());
        try (OperatedDaemon daemon = start("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN);
                Browser browser = new Browser(daemon.port())) {
            HttpResponse<String> page = browser.open();

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("is set up")
                    .doesNotContain("<form", folder.toString(), "Tale", "127.0.0.1");
            assertThat(browser.post("step=enter&pass=x").statusCode()).isEqualTo(409);
            assertThat(daemon.get("/status").statusCode()).as("still closed").isEqualTo(401);
            assertThat(log.list).isEmpty();
        }
    }

    @Test
    void theTokenAsAHeaderIsEnough() throws Exception {
        try (OperatedDaemon daemon = start("HTTP_SERVER_TOKEN", OperatedDaemon.TOKEN);
                Browser browser = new Browser(daemon.port())) {
            String[] token = {"X-Token", OperatedDaemon.TOKEN};
            browser.open(token);
            assertThat(browser.submit("enter", Map.of("shop", "uk"), token).statusCode())
                    .isEqualTo(200);
            assertThat(browser.link()).contains("amazon.co.uk");
        }
    }

    @Test
    void anApiKeyCanBeEnteredThoughTheAddressIsInTheEnvironment() throws Exception {
        Files.writeString(folder.resolve("session.json"), audible.session());
        try (PracticeAudiobookshelf audiobookshelf = new PracticeAudiobookshelf()) {
            audiobookshelf.start();
            try (OperatedDaemon daemon =
                            start("ABS_BASE_URL", audiobookshelf.url(), "ABS_TOKEN", "");
                    Browser browser = new Browser(daemon.port())) {
                enter(browser);
                HttpResponse<String> wrong =
                        browser.submit("finish", Map.of("ABS_TOKEN", "not-the-key"));
                assertThat(wrong.statusCode()).isEqualTo(400);
                assertThat(wrong.body()).contains("does not accept this API key");

                HttpResponse<String> done =
                        browser.submit("finish", Map.of("ABS_TOKEN", PracticeAudiobookshelf.TOKEN));

                assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
                assertThat(done.body()).contains("All is set up");
                assertThat(folder.resolve("settings.properties"))
                        .content()
                        .contains("ABS_TOKEN=" + PracticeAudiobookshelf.TOKEN)
                        .doesNotContain("ABS_BASE_URL");
            }
        }
    }

    @Test
    void aPasswordThatChangedSinceTheStartEncryptsTheNewSession() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "the first one");
        try (OperatedDaemon daemon =
                        start(
                                "AUDIBLE_AUTH_PASSWORD_FILE",
                                password.toString(),
                                "ABS_BASE_URL",
                                "",
                                "ABS_TOKEN",
                                "");
                Browser browser = new Browser(daemon.port())) {
            enter(browser);
            String address = audible.signIn(browser.link());
            Files.writeString(password, "the second one");

            HttpResponse<String> page = browser.submit("finish", Map.of("address", address));

            assertThat(page.body()).contains("encrypted with AUDIBLE_AUTH_PASSWORD");
            assertThat(daemon.beans.account().problem()).as("the daemon reads it").isEmpty();
            byte[] session = Files.readAllBytes(folder.resolve("session.json"));
            assertThat(SessionFile.read(session, Optional.of("the second one")).signing())
                    .isPresent();
        }
    }

    @Test
    void aRejectedKeyOfTheEnvironmentIsNotCalledSetUpAndThePageSaysWhereItIs() throws Exception {
        Path session = folder.resolve("session.json");
        Files.writeString(session, audible.session());
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            rejectKey(daemon);

            HttpResponse<String> page = browser.open();
            assertThat(page.body())
                    .contains("ABS_TOKEN_FILE", "docker compose up -d")
                    .doesNotContain("is set up", "<form");
            HttpResponse<String> taken = browser.post("step=finish&ABS_TOKEN=x");
            assertThat(taken.statusCode()).isEqualTo(409);
            assertThat(taken.body())
                    .contains("docker compose up -d")
                    .doesNotContain("Everything is set up");
            assertThat(codes()).isEmpty();

            // and signing in does not make it right either
            Files.delete(session);
            daemon.lookForSession();
            assertThat(enter(browser).body()).contains("docker compose up -d");
            String address = audible.signIn(browser.link());
            HttpResponse<String> signedIn = browser.submit("finish", Map.of("address", address));
            assertThat(signedIn.statusCode()).isEqualTo(200);
            assertThat(signedIn.body())
                    .contains("Signed in", "docker compose up -d")
                    .doesNotContain("All is set up");
        }
    }

    private static void rejectKey(OperatedDaemon daemon) {
        ServiceLink link = daemon.beans.link(Side.AUDIOBOOKSHELF);
        ServiceRequest request = AudiobookshelfRequests.me();
        Exchange exchange = new DefaultExchange(daemon.context());
        link.prepare(request, exchange);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 401);
        exchange.getMessage().setBody(new byte[0]);
        assertThatThrownBy(() -> link.accept(request, exchange))
                .isInstanceOf(CredentialsRejected.class);
    }

    @ParameterizedTest(name = "good: {0}")
    @CsvSource({"true, 409, is set up", "false, 400, has changed since this sign-in began"})
    void aSessionThatLoginWroteMeanwhileStaysAndNoDeviceIsRegistered(
            boolean good, int status, String said) throws Exception {
        String theirs = good ? audible.session() : "{}";
        Path file = folder.resolve("session.json");
        try (OperatedDaemon daemon = start();
                Browser browser = new Browser(daemon.port())) {
            enter(browser);
            String address = audible.signIn(browser.link());
            Files.writeString(file, theirs);

            HttpResponse<String> page = browser.submit("finish", Map.of("address", address));

            assertThat(page.statusCode()).isEqualTo(status);
            assertThat(page.body()).contains(said).doesNotContain("amazon.com/ap/signin");
            assertThat(audible.log().all())
                    .extracting(LoggedRequest::path)
                    .doesNotContain("/auth/register");
            assertThat(file).content().isEqualTo(theirs);
        }
    }
}
