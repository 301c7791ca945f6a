package tv.exstream.server.http;

/** Told of every request the API has answered, on the thread that answered it; returns at once. */
@FunctionalInterface
public interface RequestObserver {
    /**
     * @param status as sent
     * @param nanos  from the request's arrival to its last byte
     */
    void answered(String method, int status, long nanos);

    static RequestObserver none() {
        return (method, status, nanos) -> {};
    }
}
