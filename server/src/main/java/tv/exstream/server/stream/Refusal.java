package tv.exstream.server.stream;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import tv.exstream.engine.ChannelHandle;

/** A stream that is not given: an RFC 9457 problem, written without Jersey because streams live below it. */
record Refusal(int status, String title, String detail, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String HDHOMERUN_ERROR = "X-HDHomeRun-Error";

    static Refusal unknownChannel(String dialled) {
        return noChannel("There is no channel '" + dialled + "'. /iptv/channels.m3u lists the channels there are.");
    }

    /** @param reason as the catalog says it */
    static Refusal noChannel(String reason) {
        return new Refusal(404, "Unknown channel", reason, Map.of(HDHOMERUN_ERROR, "801 Unknown Channel"));
    }

    static Refusal unknownTuner(int tuner, int count) {
        return new Refusal(
                404,
                "Unknown tuner",
                "There is no tuner " + tuner + ". Use tuner 0 to " + (count - 1) + " or /auto/v{number}.",
                Map.of());
    }

    static Refusal tunersBusy(boolean all) {
        return new Refusal(
                503,
                all ? "All tuners in use" : "Tuner in use",
                "Try again when another stream has ended, or raise the number of tuners in the settings.",
                Map.of(HDHOMERUN_ERROR, all ? "805 All Tuners In Use" : "804 Tuner In Use", "Retry-After", "10"));
    }

    static Refusal full(String reason) {
        return new Refusal(
                503,
                "Too many viewers",
                reason + " Try again when another viewer has left.",
                Map.of("Retry-After", "10"));
    }

    static Refusal unavailable(String reason) {
        return new Refusal(503, "Channel not available", reason, Map.of("Retry-After", "5"));
    }

    static Refusal badDuration(String given) {
        return new Refusal(
                400, "Bad duration", "duration=" + given + " is not a number of seconds from 1 to 86400.", Map.of());
    }

    static Refusal badThrottle(String given, String takes) {
        return new Refusal(
                400, "Bad throttle", "throttle=" + given + " is not known: it takes " + takes + ".", Map.of());
    }

    static Refusal badDirective(String what) {
        return new Refusal(400, "Bad playlist request", what + ".", Map.of());
    }

    static Refusal segmentGone(ChannelHandle channel) {
        return new Refusal(
                404,
                "Segment not available",
                "This segment of channel " + channel.number() + " is not there yet, is gone, or never was. "
                        + "/iptv/channel/" + channel.number() + ".m3u8 leads to those there are.",
                Map.of());
    }

    static Refusal notYet() {
        return new Refusal(
                503,
                "Nothing to play yet",
                "The channel has not come so far within the time that players wait. Try again.",
                Map.of("Retry-After", "2"));
    }

    static Refusal sentAway() {
        return new Refusal(
                410, "Session ended", "This session was ended by an administrator. Tune in anew to go on.", Map.of());
    }

    static Refusal methodNotAllowed() {
        return new Refusal(405, "Method not allowed", "Use GET or HEAD.", Map.of("Allow", "GET, HEAD"));
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(json()), callback);
    }

    private byte[] json() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings could not be written as JSON", e);
        }
    }
}
