package tv.exstream.engine.ts;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

import tv.exstream.engine.time.Timeline;

import static tv.exstream.engine.ts.ProgramClock.PER_MILLI;
import static tv.exstream.engine.ts.ProgramClock.PER_TICK;

/**
 * Makes one MPEG transport stream of H.264 access units and ADTS frames, for as long as a channel is on air. Its program
 * clock (ISO/IEC 13818-1 section 2.4.2.1) runs a fixed lead behind the decoding timestamps, which arrive in about their
 * order over both streams. On that clock PCRs are never more than 40 ms apart, PAT and PMT never more than 100 ms, SDT
 * never more than 700 ms; PAT and PMT precede every keyframe.
 *
 * <p>At a variable bit rate the clock is what the packets' timestamps say, and it passes in steps between them. At a
 * constant one it is a matter of byte positions, and null packets fill the time. Then what does not fit waits until its
 * decoding time is near; what even then does not fit is sent in no time, above the rate, and counted.
 *
 * <p>Timestamps are unwrapped ticks of 90 kHz. Confined to one thread; allocates only for {@link #cue}.
 */
public final class TsMuxer {
    /** Of PCRs: 40 ms is DVB's limit (ETSI TR 101 290 section 5.2.2), ISO/IEC 13818-1 allows 100. */
    private static final long PCR_INTERVAL = 40 * PER_MILLI;
    /** A picture this close to the last PCR needs none of its own. */
    private static final long PCR_CLOSE = 10 * PER_MILLI;

    private static final long TABLES_INTERVAL = 100 * PER_MILLI;
    /** Sent with the next PAT and PMT once this old. */
    private static final long SDT_AGE = 600 * PER_MILLI;

    private static final long SHORTEST_LEAD = 100 * PER_MILLI;
    /** How long before its decoding time a packet leaves at the latest, at a constant bit rate. */
    private static final long LATEST = 20 * PER_MILLI;
    /** An announced jump of the time base that is shorter is none: the clock waits, or runs through it. */
    private static final long SMALL_JUMP = 500 * PER_MILLI;
    /** A jump that nobody announced and that is too long to be filled with clock references. */
    private static final long LARGE_JUMP = 5_000 * PER_MILLI;
    /** Idle time is filled up to this far before the present, so that a packet a little late is still in time. */
    private static final long IDLE_SLACK = 40 * PER_MILLI;
    /** PCR, PAT, PMT and an SDT of two packets may come before a keyframe. */
    private static final int BEFORE_KEYFRAME = 5;

    private static final long NEVER = Long.MAX_VALUE / 1000;

    private static final int KEYFRAME_FLAGS = PacketWriter.RANDOM_ACCESS | PacketWriter.ES_PRIORITY;

    private final TsOutput out;
    private final PacketWriter writer;
    private final ProgramClock clock;
    private final PesHeader header = new PesHeader();
    private final long lead;

    private final Pid pat = new Pid(Pid.PAT);
    private final Pid pmt = new Pid(Pid.PMT);
    private final Pid sdt = new Pid(Pid.SDT);
    private final Pid video = new Pid(Pid.VIDEO);
    private final Pid audio = new Pid(Pid.AUDIO);
    private final Pid cues = new Pid(Pid.CUES);
    private final MemorySegment patPackets;
    private final MemorySegment pmtPackets;
    private final MemorySegment sdtPackets;

    private boolean started;
    private long lastPcr;
    private long lastTables;
    private long lastSdt;
    /** At a constant bit rate the clock does not pass this. */
    private long limit;

    /** Newest decoding times. */
    private long lastVideo = NEVER;

    private long lastAudio = NEVER;

    private long nulls;
    private long overruns;
    private long late;

    /**
     * @param pcrLead how far PCR runs behind DTS: what a receiver buffers; at least 100 ms
     * @param constantKbps kbit/s of the whole stream; zero: variable
     */
    public TsMuxer(TsService service, Duration pcrLead, int constantKbps, TsOutput out) {
        this.out = out;
        writer = new PacketWriter(out);
        clock = new ProgramClock(constantKbps);
        lead = Timeline.ticks(pcrLead) * PER_TICK;
        if (lead < SHORTEST_LEAD) {
            throw new IllegalArgumentException("PCR runs " + pcrLead + " behind DTS, less than 100 ms");
        }
        patPackets = MemorySegment.ofArray(Section.packets(Pid.PAT, ServiceTables.association()));
        pmtPackets = MemorySegment.ofArray(Section.packets(Pid.PMT, ServiceTables.programMap(service)));
        sdtPackets = MemorySegment.ofArray(Section.packets(Pid.SDT, ServiceTables.description(service)));
    }

    /**
     * An H.264 access unit in Annex B form, in decoding order.
     *
     * @param key decoding may start here
     * @param jump the time base changes here; receivers are told
     */
    public void video(
            MemorySegment bytes, long offset, int length, long pts90k, long dts90k, boolean key, boolean jump) {
        arrive(dts90k, jump);
        lastVideo = dts90k;
        if (key) {
            keyframe();
        } else {
            tablesIfDue();
        }
        boolean delimiter = !PesHeader.delimited(bytes, offset, length);
        int before = header.write(PesHeader.VIDEO_STREAM, length, pts90k, dts90k, delimiter);
        int left = before + length;
        int flags = key ? KEYFRAME_FLAGS : 0;
        // A keyframe's flags may only stand where a PCR does, ISO/IEC 13818-1 section 2.4.3.5.
        boolean pcr = key || clock.now() - lastPcr >= PCR_CLOSE;
        int room = begin(video, true, pcr ? flags | PacketWriter.PCR : flags, left);
        writer.append(header.memory, 0, before);
        writer.append(bytes, offset, room - before);
        sent();
        long from = offset - before + room;
        for (left -= room; left > 0; left -= room) {
            tablesIfDue();
            room = begin(video, false, pcrDue() ? PacketWriter.PCR : 0, left);
            writer.append(bytes, from, room);
            sent();
            from += room;
        }
    }

    /** One or more whole ADTS frames. */
    public void audio(MemorySegment bytes, long offset, int length, long pts90k, boolean jump) {
        arrive(pts90k, jump);
        lastAudio = pts90k;
        int before = header.write(PesHeader.AUDIO_STREAM, length, pts90k, pts90k, false);
        int left = before + length;
        upkeep();
        int room = begin(audio, true, 0, left);
        writer.append(header.memory, 0, before);
        writer.append(bytes, offset, room - before);
        sent();
        long from = offset - before + room;
        for (left -= room; left > 0; left -= room) {
            upkeep();
            room = begin(audio, false, 0, left);
            writer.append(bytes, from, room);
            sent();
            from += room;
        }
    }

    /** A cue message, sent now: after what was sent before. Only where {@link TsService#cues} says that there are some. */
    public void cue(SpliceInsert message) {
        upkeep();
        writer.ready(cues, MemorySegment.ofArray(Section.packets(Pid.CUES, message.section())), 0);
        sent();
    }

    /**
     * Nothing came for a while: at a constant bit rate, fills the time.
     *
     * @param now90k decoding time of what would be sent now
     */
    public void idle(long now90k) {
        if (started && clock.constant()) {
            // What comes next may be of either stream, and follows only its own.
            long next = Math.min(lastVideo, lastAudio) * PER_TICK - LATEST;
            long room = BEFORE_KEYFRAME * clock.packetTicks();
            fill(Math.min(now90k * PER_TICK - lead - IDLE_SLACK, Math.min(next, limit) - room));
        }
    }

    /** Null packets sent. */
    public long nulls() {
        return nulls;
    }

    /** Packets sent above the constant bit rate. */
    public long overruns() {
        return overruns;
    }

    /** Access units that came when the program clock had passed their decoding time already. */
    public long late() {
        return late;
    }

    /** The clock follows to the time of a packet. */
    private void arrive(long dts90k, boolean jump) {
        long due = dts90k * PER_TICK - lead;
        long step = due - clock.now();
        limit = due + lead - LATEST;
        if (!started) {
            started = true;
            rebase(due);
        } else if (Math.abs(step) > (jump ? SMALL_JUMP : LARGE_JUMP)) {
            rebase(due);
            clockReference(PacketWriter.DISCONTINUITY);
        } else if (clock.constant()) {
            fill(due);
        } else {
            pass(due);
        }
        if (due + lead <= clock.now()) {
            late++;
        }
    }

    /** The time base starts anew: tables come before anything else, and then a PCR as soon as time passes. */
    private void rebase(long now) {
        clock.set(now);
        lastPcr = now - Math.max(0, PCR_INTERVAL - BEFORE_KEYFRAME * clock.packetTicks());
        lastTables = now - TABLES_INTERVAL - 1;
        lastSdt = now - SDT_AGE;
    }

    /** Variable bit rate: time passes to {@code due}, with what is due on the way. */
    private void pass(long due) {
        for (long stop = nextStop(); stop < due; stop = nextStop()) {
            clock.raise(stop);
            if (clock.now() - lastTables >= TABLES_INTERVAL) {
                tables();
            }
            if (clock.now() - lastPcr >= PCR_INTERVAL) {
                clockReference(0);
            }
        }
        clock.raise(due);
    }

    private long nextStop() {
        return Math.min(lastPcr + PCR_INTERVAL, lastTables + TABLES_INTERVAL);
    }

    /** Constant bit rate: packets without contents until {@code due}, which is well before {@code limit}. */
    private void fill(long due) {
        while (clock.now() + clock.packetTicks() <= due) {
            upkeep();
            if (clock.now() + clock.packetTicks() <= due) {
                writer.nothing();
                nulls++;
                sent();
            }
        }
    }

    /** At a constant bit rate time passes with each packet, so before each one something may be due. */
    private void upkeep() {
        tablesIfDue();
        if (pcrDue()) {
            clockReference(0);
        }
    }

    private boolean pcrDue() {
        return clock.now() + clock.packetTicks() - lastPcr > PCR_INTERVAL;
    }

    private void tablesIfDue() {
        if (clock.now() + 2 * clock.packetTicks() - lastTables > TABLES_INTERVAL) {
            tables();
        }
    }

    private void keyframe() {
        // rather now than between the tables and the picture
        if (clock.now() + BEFORE_KEYFRAME * clock.packetTicks() - lastPcr > PCR_INTERVAL) {
            clockReference(0);
        }
        out.randomAccess();
        tables();
    }

    private void tables() {
        lastTables = clock.now();
        ready(pat, patPackets);
        ready(pmt, pmtPackets);
        if (clock.now() - lastSdt >= SDT_AGE) {
            lastSdt = clock.now();
            ready(sdt, sdtPackets);
        }
    }

    private void ready(Pid pid, MemorySegment packets) {
        for (long at = 0; at < packets.byteSize(); at += TsOutput.PACKET) {
            if (pcrDue()) {
                clockReference(0);
            }
            writer.ready(pid, packets, at);
            sent();
        }
    }

    /** A packet of the video PID that carries nothing but the time. */
    private void clockReference(int flags) {
        int none = begin(video, false, flags | PacketWriter.PCR, 0);
        assert none == 0;
        sent();
    }

    private int begin(Pid pid, boolean unitStart, int flags, int wanted) {
        if ((flags & PacketWriter.PCR) != 0) {
            lastPcr = clock.now();
        }
        return writer.begin(pid, unitStart, flags, clock.now(), wanted);
    }

    private void sent() {
        if (!clock.packet(limit)) {
            overruns++;
        }
    }
}
