package tv.exstream.server.artwork;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/** Digits as a seven-segment display shows them: for machines whose Java cannot draw text. */
final class DigitStrokes {
    /** Segments in the order top, upper left, upper right, middle, lower left, lower right, bottom. */
    private static final Map<Character, String> SEGMENTS = Map.of(
            '0', "1110111", '1', "0010010", '2', "1011101", '3', "1011011", '4', "0111010", '5', "1101011", '6',
            "1101111", '7', "1010010", '8', "1111111", '9', "1111011");

    private static final double WIDTH = 0.6;
    private static final double STROKE = 0.14;
    private static final double GAP = 0.2;
    private static final double DOT_WIDTH = STROKE + GAP;

    private DigitStrokes() {}

    /** The outline of a number such as "7.2", one unit high, its top left corner at the origin. */
    static Shape outline(String number) {
        Area all = new Area();
        double x = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '.') {
                all.add(new Area(new Ellipse2D.Double(x, 1 - STROKE, STROKE, STROKE)));
                x += DOT_WIDTH;
            } else {
                addDigit(all, x, SEGMENTS.getOrDefault(c, "0001000"));
                x += WIDTH + GAP;
            }
        }
        return all;
    }

    private static void addDigit(Area all, double x, String lit) {
        double right = x + WIDTH - STROKE;
        double half = (1 - STROKE) / 2;
        Rectangle2D[] bars = {
            new Rectangle2D.Double(x, 0, WIDTH, STROKE),
            new Rectangle2D.Double(x, 0, STROKE, half + STROKE),
            new Rectangle2D.Double(right, 0, STROKE, half + STROKE),
            new Rectangle2D.Double(x, half, WIDTH, STROKE),
            new Rectangle2D.Double(x, half, STROKE, half + STROKE),
            new Rectangle2D.Double(right, half, STROKE, half + STROKE),
            new Rectangle2D.Double(x, 1 - STROKE, WIDTH, STROKE)
        };
        for (int i = 0; i < bars.length; i++) {
            if (lit.charAt(i) == '1') {
                all.add(new Area(bars[i]));
            }
        }
    }
}
