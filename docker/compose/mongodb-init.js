// Makes the replica set, then one user per service, each at home in that service's database only. Runs again without harm.
try {
    rs.status();
} catch (e) {
    if (e.codeName !== 'NotYetInitialized') throw e;
    rs.initiate({_id: 'rs0', members: [{_id: 0, host: 'mongodb:27017'}]});
}
const deadline = Date.now() + 60000;
while (!db.hello().isWritablePrimary) {
    if (Date.now() > deadline) throw new Error('No primary after a minute');
    sleep(200);
}

const databases = {
    'order-service': 'juhui_orders',
    'refund-service': 'juhui_refunds',
    'evidence-service': 'juhui_evidence',
    'payout-service': 'juhui_payouts',
    'notification-service': 'juhui_notifications',
};
const admin = db.getSiblingDB('admin');
for (const [service, database] of Object.entries(databases)) {
    const wanted = {pwd: process.env.MONGODB_SERVICE_PASSWORD, roles: [{role: 'readWrite', db: database}]};
    if (admin.getUser(service)) admin.updateUser(service, wanted);
    else admin.createUser({user: service, ...wanted});
}
