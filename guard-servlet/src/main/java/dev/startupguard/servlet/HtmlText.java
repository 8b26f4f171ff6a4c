package dev.startupguard.servlet;

/** Text from outside on its way into HTML. */
final class HtmlText {

    private HtmlText() {}

    /** Safe as the text of an element and as an attribute's value in quotes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
