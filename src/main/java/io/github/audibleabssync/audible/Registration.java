package io.github.audibleabssync.audible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.audibleabssync.failure.UnexpectedAnswer;
import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.util.regex.Pattern;

/**
 * Makes a device of the account out of a finished {@link SignIn}. The request goes to {@link Marketplace#authUrl}; each one that
 * succeeds is one more device in the account's list.
 */
public final class Registration {

    private static final String ASKED = "the registration";
    private static final Pattern ERROR_NAME = Pattern.compile("[A-Za-z]{1,40}");
    private static final int TOO_MANY_REQUESTS = 429;

    /** Filled in by Amazon: the first name of the person, and a number if there are several such devices. */
    private static final String DEVICE_NAME =
            "%FIRST_NAME%%FIRST_NAME_POSSESSIVE_STRING%%DUPE_STRATEGY_1ST%Audible for iPhone";

    private Registration() {}

    /** Asks for a session; carries secrets in its body and needs no further authentication. */
    public static ServiceRequest request(SignIn signIn, AuthorizationCode code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("requested_token_type")
                .add("bearer")
                .add("mac_dms")
                .add("website_cookies")
                .add("store_authentication_cookie");
        ObjectNode cookies = body.putObject("cookies");
        cookies.putArray("website_cookies");
        cookies.put("domain", ".amazon." + signIn.shop().tld());
        body.putObject("registration_data")
                .put("domain", "Device")
                .put("app_version", "3.56.2")
                .put("device_serial", signIn.serial())
                .put("device_type", SignIn.DEVICE_TYPE)
                .put("device_name", DEVICE_NAME)
                .put("os_version", "15.0.0")
                .put("software_version", "35602678")
                .put("device_model", "iPhone")
                .put("app_name", "Audible");
        body.putObject("auth_data")
                .put("client_id", signIn.clientId())
                .put("authorization_code", code.value())
                .put("code_verifier", signIn.verifier())
                .put("code_algorithm", "SHA-256")
                .put("client_domain", "DeviceLegacy");
        body.putArray("requested_extensions").add("device_info").add("customer_info");
        return ServiceRequest.json("register-device", "POST", "/auth/register", body.toString());
    }

    /**
     * Reads the answer.
     *
     * @throws SignInProblem if it is not a whole session
     */
    public static NewSession read(SignIn signIn, ServiceAnswer answer) {
        if (!answer.isSuccess()) {
            throw failure(signIn, answer);
        }
        try {
            JsonNode success =
                    JsonAnswer.readObject(ASKED, answer).path("response").path("success");
            return NewSession.of(signIn, success, answer.receivedAt());
        } catch (UnexpectedAnswer notJson) {
            throw RegistrationProblem.UNREADABLE.at(answer.status(), "");
        } catch (SessionFileProblem unusable) {
            throw RegistrationProblem.INCOMPLETE.at(answer.status(), "");
        }
    }

    private static SignInProblem failure(SignIn signIn, ServiceAnswer answer) {
        int status = answer.status();
        String error = errorName(answer);
        RegistrationProblem problem;
        if (status == 400 && error.equals("InvalidToken")) {
            problem = RegistrationProblem.CODE_REFUSED;
        } else if (status == 401) {
            problem = accountProblem(signIn);
        } else if (status == TOO_MANY_REQUESTS) {
            problem = RegistrationProblem.TOO_MANY;
        } else if (status >= 500) {
            problem = RegistrationProblem.SERVER_FAILED;
        } else {
            problem =
                    error.isEmpty() ? RegistrationProblem.UNREADABLE : RegistrationProblem.REFUSED;
        }
        return problem.at(status, error);
    }

    private static RegistrationProblem accountProblem(SignIn signIn) {
        if (signIn.preAmazon()) {
            return RegistrationProblem.AMAZON_ACCOUNT;
        }
        return signIn.shop().hasPreAmazonAccounts()
                ? RegistrationProblem.PRE_AMAZON_ACCOUNT
                : RegistrationProblem.ACCOUNT_REFUSED;
    }

    /** Amazon's name of the error; empty when it has none, or none that may be shown. */
    private static String errorName(ServiceAnswer answer) {
        try {
            String name =
                    JsonAnswer.readObject(ASKED, answer)
                            .path("response")
                            .path("error")
                            .path("code")
                            .asText();
            return ERROR_NAME.matcher(name).matches() ? name : "";
        } catch (UnexpectedAnswer notJson) {
            return "";
        }
    }
}
