package tv.exstream.server.portable.from.draft;

import java.util.List;

import tv.exstream.server.portable.PortableDocument;

/**
 * What came of the files of another product.
 *
 * @param remarks what could not be carried over, one line each, naming the thing and what to do
 */
public record Imported(PortableDocument document, List<String> remarks) {
    public Imported {
        remarks = List.copyOf(remarks);
    }
}
