/** What is asked, and the facts that need it. */
export const ENDPOINTS: Record<string, string[]> = {
  '/v1/account': ['account'],
  '/v1/balance': ['balance'],
  '/v1/balance_transactions': ['balance'],
  '/v1/billing_portal/configurations': ['portal'],
  '/v1/events': ['dayDeliveries', 'deliveries', 'launchPayments'],
  '/v1/invoices': ['invoices'],
  '/v1/payment_intents': ['launchPayments'],
  '/v1/prices': ['prices'],
  '/v1/products': ['mcpProducts', 'prices', 'products'],
  '/v1/subscriptions': ['subscriptions'],
  '/v1/tax/registrations': ['tax'],
  '/v1/tax/settings': ['tax'],
  '/v1/webhook_endpoints': [
    'dayDeliveries',
    'deliveries',
    'launchPayments',
    'webhookEndpoint',
    'webhookEvents',
  ],
};
