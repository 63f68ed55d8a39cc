import type { Schemas } from '../../api/client'

export const REASONS: Schemas['RefundReason'][] = ['UNUSED', 'CARD_INVALID', 'ORDER_INFO_ERROR', 'DELIVERY_LATE', 'PARTIALLY_USED', 'OTHER']
export const CLAIMS: Schemas['RefundClaim'][] = ['OTHER', 'NOT_AS_DESCRIBED', 'NOT_RECEIVED']
