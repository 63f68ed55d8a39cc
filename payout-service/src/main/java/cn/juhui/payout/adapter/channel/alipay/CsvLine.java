package cn.juhui.payout.adapter.channel.alipay;

import java.util.ArrayList;
import java.util.List;

/// A line of comma-separated fields, as Alipay writes it: white space around a field doesn't belong to it, and one that is put in quotation marks may
/// have commas in it.
final class CsvLine {

    private CsvLine() {}

    static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
