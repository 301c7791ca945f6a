package tv.exstream.cli;

/** A command whose result tells what went wrong on the way: warnings in the log would say it twice. */
interface Reporting {}
