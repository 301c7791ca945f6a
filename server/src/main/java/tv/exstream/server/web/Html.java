package tv.exstream.server.web;

/** A page being written; text is escaped unless it is our own markup. */
final class Html {
    private final StringBuilder out = new StringBuilder(8192);

    /** Our own markup, never anything that came from outside. */
    Html markup(String html) {
        out.append(html);
        return this;
    }

    /** Anything, safe between tags and inside quoted attributes. */
    Html text(String anything) {
        for (int i = 0; i < anything.length(); i++) {
            char c = anything.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
