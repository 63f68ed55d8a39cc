package cn.juhui.standalone;

/// What the user sees when all is up: where to go, how long it took, how it ends.
record Welcome(StandaloneSettings settings, Standalone platform) {

    void print(Progress progress) {
        progress.say(
                """

                就绪，用时 %1$.1f 秒 · Ready in %1$.1f s

                  API and documents  %2$s  (browse: %2$s/docs)
                  Kafka              %3$s
                  MongoDB            %4$s
                  Simulated channel  %5$s
                  Data               %6$s
                  Log                %7$s

                Next: ./juhui demo (a told walk) · ./juhui token (a token to call with) · ./juhui help
                Ctrl-C stops it; the data stays. · 按 Ctrl-C 停止，数据会保留。\
                """
                        .formatted(
                                progress.seconds(),
                                platform.url(),
                                platform.bootstrapServers(),
                                settings.isOutside(StandaloneSettings.STORE)
                                        ? "MONGODB_URI"
                                        : platform.mongoUri(),
                                platform.channelUrl(),
                                settings.data(),
                                System.getProperty("juhui.log", "")));
    }
}
