package cn.juhui.payout.application;

class MemoryPaymentQueuesTest extends PaymentQueuesContract {

    private final PaymentQueues queues = new MemoryPaymentQueues();

    @Override
    protected PaymentQueues queues() {
        return queues;
    }
}
