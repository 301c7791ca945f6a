package tv.exstream.server.session;

/** The answer to somebody who wants to watch: a session, or the reason why not. Being full is a result, not an error. */
public sealed interface Admission permits Session, Admission.Refused {

    /** @param reason a sentence for people, with the limit that was reached */
    record Refused(String reason) implements Admission {}
}
