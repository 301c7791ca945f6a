package tv.exstream.bench.system;
import java.io.PrintStream; import java.util.List;
public final class SystemBench { private SystemBench(){} public static int run(List<String> a, PrintStream o, PrintStream e) throws InterruptedException { return 2; } }
