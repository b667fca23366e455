package io.github.audibleabssync.operations.setup;

import io.github.audibleabssync.audible.Marketplace;
import io.github.audibleabssync.audible.SignIn;
import io.github.audibleabssync.operations.setup.SetUpDesk.Answer;
import io.github.audibleabssync.operations.setup.SetUpDesk.Call;
import io.github.audibleabssync.operations.setup.SetUpDesk.Notes;

import java.util.List;
import java.util.Optional;

/** What the set-up page looks like: for everybody, for who may come in, for who is in. */
final class Pages {

    private final Admission admission;

    Pages(Admission admission) {
        this.admission = admission;
    }

    /** The page when nothing can be done on it. */
    Answer closed(int status, Lack.Now now, List<String> wrong) {
        Html html = new Html().wrong(wrong);
        now.elsewhere().forEach(html::text);
        if (!now.canBeEntered() && now.elsewhere().isEmpty()) {
            html.text(SetUpWords.SET_UP.with());
        }
        return answer(status, html.text(SetUpWords.WHERE_TO_LOOK.with()), Optional.empty());
    }

    /**
     * The page for who is not in.
     *
     * @param shop the marketplace that is chosen at first
     */
    Answer entrance(
            int status, Lack.Now now, Call call, List<String> wrong, Optional<Marketplace> shop) {
        String cookie = call.cookie().isEmpty() ? admission.newCookie() : call.cookie();
        Html html = new Html().wrong(wrong).form("enter", admission.formProof(cookie));
        if (!call.tokenShown()) {
            html.secretField("pass", admission.asksForToken() ? SetUpWords.TOKEN : SetUpWords.CODE);
        }
        if (now.session()) {
            html.shops(shop);
        }
        return answer(status, html.end(SetUpWords.GO_ON), Optional.of(cookie));
    }

    /**
     * The page for who is in.
     *
     * @param signIn the sign-in under way
     * @param shop the marketplace that is chosen at first
     */
    Answer inside(
            Lack.Now now,
            Call call,
            String cookie,
            Notes notes,
            Optional<SignIn> signIn,
            Optional<Marketplace> shop) {
        String proof = admission.formProof(cookie);
        Html html = new Html().good(notes.good()).wrong(notes.wrong());
        now.elsewhere().forEach(html::text);
        if (signIn.isPresent() || !now.shelf().isEmpty()) {
            html.form("finish", proof);
            signIn.ifPresent(
                    one ->
                            html.heading("Audible")
                                    .link(one.link(), SetUpWords.LINK.with(one.shop().code()))
                                    .text(SetUpWords.LANDING.with())
                                    .longField("address", SetUpWords.ADDRESS)
                                    .text(SetUpWords.DEVICES.with()));
            if (!now.shelf().isEmpty()) {
                html.heading("Audiobookshelf");
                if (now.shelf().contains(ShelfEntry.BASE_URL)) {
                    html.field(
                            ShelfEntry.BASE_URL,
                            SetUpWords.BASE_URL,
                            call.field(ShelfEntry.BASE_URL));
                }
                if (now.shelf().contains(ShelfEntry.TOKEN)) {
                    html.secretField(ShelfEntry.TOKEN, SetUpWords.API_KEY);
                }
            }
            html.end(SetUpWords.SAVE);
        }
        if (now.session()) {
            html.heading(SetUpWords.OTHER_SHOP.with())
                    .form("enter", proof)
                    .shops(shop)
                    .end(SetUpWords.GO_ON);
        }
        return answer(notes.status(), html, Optional.of(cookie));
    }

    static Answer answer(int status, Html html, Optional<String> cookie) {
        return new Answer(status, html.page(), cookie);
    }
}
