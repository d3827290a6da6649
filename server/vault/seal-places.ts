export const credentialsPlace = (accountId: string): string => `broker_accounts.credentials:${accountId}`;
export const sessionPlace = (accountId: string): string => `broker_accounts.session:${accountId}`;
