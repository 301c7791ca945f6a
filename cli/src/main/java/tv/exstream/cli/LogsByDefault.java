package tv.exstream.cli;

/** A command that stays: it logs what happens, not only what goes wrong. */
interface LogsByDefault {}
