package tv.exstream.server.web;

/**
 * Why there may be no channels yet, for the page's first lines.
 *
 * @param folders  media folders that are known
 * @param scanning true while any is being scanned
 * @param items    playable items found so far
 */
public record LibraryState(int folders, boolean scanning, int items) {}
