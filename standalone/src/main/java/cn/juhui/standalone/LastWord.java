package cn.juhui.standalone;

import java.io.PrintStream;
import java.nio.file.Path;

/// Says in one line why the platform ends although nobody told it to. Store and broker stop rather than lie: what can't write its log can't go on, and
/// nobody is helped by a platform without it. It ends as after a kill -9: all that was answered is on disk.
///
/// @param data the folder that everything is in
record LastWord(PrintStream out, Path data) {

    /// With less than this a disk counts as full: something would not have fitted.
    private static final long FULL = 16L << 20;

    /// The broker doesn't say why; how much is free tells.
    void ofKafka() {
        long mebibytes = free() >> 20;
        say("Kafka", mebibytes + " MiB 可用", "Kafka", mebibytes + " MiB free");
    }

    /// @param reason what is wrong, in the words of the system
    void ofStore(String reason) {
        say("存储", reason, "the store", reason);
    }

    private long free() {
        return data.toFile().getUsableSpace();
    }

    private void say(String chinese, String chineseReason, String english, String reason) {
        boolean isFull = free() < FULL;
        out.println(
                "聚惠停止运行：%s无法写入 %s（%s）。已答复的都已保存；%s后重新启动即可。 · Juhui ends: %s can't write to %s (%s). What was answered is kept; %s and start it again."
                        .formatted(
                                chinese,
                                data,
                                chineseReason,
                                isFull ? "请腾出磁盘空间" : "请查看日志并排除故障",
                                english,
                                data,
                                reason,
                                isFull ? "make room on the disk" : "see the log, mend it"));
        out.flush();
    }
}
