package io.github.audibleabssync.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.audibleabssync.cli.ExitCode;
import io.github.audibleabssync.practice.Fault;
import io.github.audibleabssync.practice.Faults;
import io.github.audibleabssync.practice.LoggedRequest;
import io.github.audibleabssync.practice.PracticeAccount;
import io.github.audibleabssync.practice.PracticeAudible;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** {@code logout} in this process, of a device that signed in before. */
class LogoutTest {

    @TempDir private Path folder;
    private final PracticeAudible audible = new PracticeAudible();
    private Person person;
    private Path file;

    @BeforeEach
    void signIn() {
        audible.start();
        audible.knowDevice(false);
        file = folder.resolve("audible_session.json");
        person = new Person(folder);
        person.environment.put("AUDIBLE_AUTH_JSON_PATH", file.toString());
        person.environment.put("AUDIBLE_API_URL", audible.url());
        person.environment.put("AUDIBLE_AUTH_URL", audible.url());
        assertThat(person.types(audible::signIn).runs("login")).isEqualTo(ExitCode.OK);
    }

    @AfterEach
    void nothingSecretWasSaid() {
        audible.close();
        assertThat(person.out() + person.err())
                .doesNotContain("Atna|", "Atnr|", "{enc:", "BEGIN RSA", "\tat ", "Exception");
    }

    private List<LoggedRequest> deregistrations() {
        return audible.log().all().stream()
                .filter(request -> request.path().equals("/auth/deregister"))
                .toList();
    }

    @Test
    void onlyThisDeviceIsSignedOutAndItsFileGoes() throws IOException {
        // given another device of the same account
        Path others = folder.resolve("others.json");
        person.types(audible::signIn);
        assertThat(person.runs("login", "--file", others.toString())).isEqualTo(ExitCode.OK);
        String old = Files.readString(file);

        // when
        assertThat(person.runs("logout")).as(person.err()).isEqualTo(ExitCode.OK);

        // then
        assertThat(person.out())
                .contains("Amazon has removed this device", "The session file " + file);
        assertThat(file).doesNotExist();
        assertThat(deregistrations())
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request.body())
                                        .isEqualTo(
                                                "{\"deregister_all_existing_accounts\": false}"));
        assertThat(audible.signedInDevices()).isEqualTo(1);
        assertThat(person.runs("login", "--file", others.toString()))
                .as("the other device still works")
                .isEqualTo(ExitCode.REFUSED);

        // and the old session is worthless
        Files.writeString(file, old);
        assertThat(person.types("").runs("login")).isEqualTo(ExitCode.FAILED);
        assertThat(person.out()).startsWith("Audible rejects the session in " + file);
    }

    @Test
    void anEncryptedSessionIsSignedOutToo() {
        person.environment.put("AUDIBLE_AUTH_PASSWORD", "secret enough");
        person.types(audible::signIn);
        assertThat(person.runs("login", "--force")).isEqualTo(ExitCode.OK);

        assertThat(person.runs("logout")).isEqualTo(ExitCode.OK);
        assertThat(file).doesNotExist();
    }

    static Stream<Fault> troubles() {
        return Stream.of(
                Fault.status(500), Fault.status(429), Fault.htmlPage(), Fault.closeWithoutAnswer());
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void theFileStaysWhenAmazonCannotDoIt(Fault fault) {
        audible.faults().next(1, Faults.on("POST", "/auth/deregister"), fault);

        assertThat(person.runs("logout")).isEqualTo(ExitCode.FAILED);

        assertThat(person.err()).contains("could not be asked", "is kept", "logout --force");
        assertThat(file).exists();
        assertThat(person.runs("logout")).as("later").isEqualTo(ExitCode.OK);
    }

    @Test
    void withoutAmazonTheFileStaysUnlessForced() {
        audible.stop();

        assertThat(person.runs("logout")).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains(audible.url(), "is kept");
        assertThat(file).exists();

        assertThat(person.runs("logout", "--force")).isEqualTo(ExitCode.OK);
        assertThat(person.out()).contains("is removed", "may still be in Amazon's list");
        assertThat(file).doesNotExist();
    }

    @Test
    void aSessionThatAmazonNoLongerKnowsIsNotThrownAwayUnasked() {
        PracticeAccount.write(file, audible.session());

        assertThat(person.runs("logout")).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("does not accept this session any more", "clock");
        assertThat(file).exists();

        assertThat(person.runs("logout", "--force")).isEqualTo(ExitCode.OK);
        assertThat(file).doesNotExist();
    }

    @Test
    void aSessionWithoutATokenCannotSignOut() throws IOException {
        PracticeAccount device = audible.account();
        Files.writeString(
                file,
                """
                {"adp_token": "%s", "device_private_key": "%s", "locale_code": "us"}
                """
                        .formatted(device.adpToken(), device.privateKeyPem().replace("\n", "\\n")));

        assertThat(person.runs("logout")).isEqualTo(ExitCode.FAILED);
        assertThat(person.err()).contains("only a signing key", "Amazon's list of devices");
        assertThat(file).exists();
    }

    @Test
    void aDamagedFileStaysUnlessForced() throws IOException {
        Files.writeString(file, "{\"adp_token\": ");

        assertThat(person.runs("logout")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(person.err()).contains("damaged", "is kept; logout --force removes it");
        assertThat(file).exists();

        assertThat(person.runs("logout", "--force")).isEqualTo(ExitCode.OK);
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutAFileThereIsNothingToDo() throws IOException {
        Files.delete(file);

        assertThat(person.runs("logout", "--force")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(person.err()).contains("There is no Audible session file at " + file);
    }

    @Test
    void aSessionInTheSettingsIsSignedOutAndHasToBeRemovedByHand() throws IOException {
        person.environment.put(
                "AUDIBLE_AUTH_JSON_B64",
                Base64.getEncoder()
                        .encodeToString(Files.readString(file).getBytes(StandardCharsets.UTF_8)));

        assertThat(person.runs("logout")).isEqualTo(ExitCode.OK);

        assertThat(person.out()).contains("remove that setting");
        assertThat(audible.signedInDevices()).isZero();
    }
}
