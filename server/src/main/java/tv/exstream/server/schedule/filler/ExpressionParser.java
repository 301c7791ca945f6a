package tv.exstream.server.schedule.filler;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;

/** Reads one formula, by descent: or, and, not, comparison, sum, product, sign, atom. Used once. */
final class ExpressionParser {
    /** Longer ones are no formulas; it also bounds how deep parentheses go. */
    private static final int LONGEST = 1000;

    private static final List<String> COMPARISONS = List.of("==", "!=", "<>", "<=", ">=", "=", "<", ">");

    private final String text;
    private final Map<String, Expression.Type> names;
    private int at;

    ExpressionParser(String text, Map<String, Expression.Type> names) {
        this.text = text;
        this.names = names;
        if (text.length() > LONGEST) {
            throw wrong("a formula has at most " + LONGEST + " characters");
        }
    }

    Expression parse() {
        Expression whole = or();
        if (space() < text.length()) {
            throw wrong("'" + text.charAt(at) + "' does not belong here");
        }
        return whole;
    }

    private Expression or() {
        Expression left = and();
        while (word("or") || sign("||")) {
            left = truth(left, and(), (a, b) -> a || b);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (word("and") || sign("&&")) {
            left = truth(left, not(), (a, b) -> a && b);
        }
        return left;
    }

    private Expression not() {
        if (word("not") || (!text.startsWith("!=", space()) && sign("!"))) {
            Expression inner = not();
            check(inner, Expression.Type.TRUTH);
            return new Expression(Expression.Type.TRUTH, values -> !inner.holds(values));
        }
        return comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        Optional<String> sign = COMPARISONS.stream().filter(this::sign).findFirst();
        if (sign.isEmpty()) {
            return left;
        }
        Expression right = sum();
        check(right, left.type());
        IntPredicate test = switch (sign.get()) {
            case "==", "=" -> order -> order == 0;
            case "!=", "<>" -> order -> order != 0;
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            default -> order -> order >= 0;
        };
        return new Expression(
                Expression.Type.TRUTH,
                values -> test.test(
                        compare(left.term().value(values), right.term().value(values))));
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return Double.compare(x, y);
        }
        return String.valueOf(a).compareToIgnoreCase(String.valueOf(b));
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (sign("+")) {
                left = number(left, product(), Double::sum);
            } else if (sign("-")) {
                left = number(left, product(), (a, b) -> a - b);
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            if (sign("*")) {
                left = number(left, signed(), (a, b) -> a * b);
            } else if (sign("/")) {
                left = number(left, signed(), (a, b) -> a / b);
            } else if (sign("%")) {
                left = number(left, signed(), (a, b) -> a % b);
            } else {
                return left;
            }
        }
    }

    private Expression signed() {
        if (sign("-")) {
            return number(new Expression(Expression.Type.NUMBER, values -> 0.0), signed(), (a, b) -> a - b);
        }
        return atom();
    }

    private Expression atom() {
        if (sign("(")) {
            Expression inner = or();
            if (!sign(")")) {
                throw wrong("a ')' is missing");
            }
            return inner;
        }
        if (space() == text.length()) {
            throw wrong("something is missing at the end");
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw wrong("a closing " + c + " is missing");
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return new Expression(Expression.Type.TEXT, values -> value);
        }
        int start = at;
        if (Character.isDigit(c)) {
            at = end(k -> Character.isDigit(k) || k == '.');
            try {
                double value = Double.parseDouble(text.substring(start, at));
                return new Expression(Expression.Type.NUMBER, values -> value);
            } catch (NumberFormatException e) {
                throw wrong("'" + text.substring(start, at) + "' is no number");
            }
        }
        String name = text.substring(start, end(k -> Character.isLetterOrDigit(k) || k == '_'))
                .toLowerCase(Locale.ROOT);
        if (name.equals("true") || name.equals("false")) {
            at += name.length();
            return new Expression(Expression.Type.TRUTH, values -> name.equals("true"));
        }
        Expression.Type type = names.get(name);
        if (type == null) {
            throw wrong("'" + (name.isEmpty() ? String.valueOf(c) : name) + "' is none of "
                    + new TreeSet<>(names.keySet()));
        }
        at += name.length();
        Object missing = type == Expression.Type.NUMBER ? Double.valueOf(0) : "";
        return new Expression(type, values -> {
            Object value = values.get(name);
            return value == null ? missing : value;
        });
    }

    private Expression number(Expression left, Expression right, DoubleBinaryOperator operator) {
        check(left, Expression.Type.NUMBER);
        check(right, Expression.Type.NUMBER);
        return new Expression(
                Expression.Type.NUMBER,
                values -> operator.applyAsDouble((Double) left.term().value(values), (Double)
                        right.term().value(values)));
    }

    private Expression truth(Expression left, Expression right, BinaryOperator<Boolean> operator) {
        check(left, Expression.Type.TRUTH);
        check(right, Expression.Type.TRUTH);
        return new Expression(Expression.Type.TRUTH, values -> operator.apply(left.holds(values), right.holds(values)));
    }

    private void check(Expression part, Expression.Type type) {
        if (part.type() != type) {
            throw wrong("a " + Expression.name(type) + " is needed, not a " + Expression.name(part.type()));
        }
    }

    private boolean sign(String sign) {
        if (text.startsWith(sign, space())) {
            at += sign.length();
            return true;
        }
        return false;
    }

    private boolean word(String word) {
        int start = space();
        if (text.substring(start, end(Character::isLetter)).equalsIgnoreCase(word)) {
            at += word.length();
            return true;
        }
        return false;
    }

    private int end(IntPredicate part) {
        int end = at;
        while (end < text.length() && part.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int space() {
        at = end(Character::isWhitespace);
        return at;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("formula '" + text + "', column " + (at + 1) + ": " + what);
    }
}
