export const credentialsPlace = (accountId: string): string => `broker_accounts.credentials:${accountId}`;
export const sessionPlace = (accountId: string): string => `broker_accounts.session:${accountId}`;
export const channelPlace = (channelId: string): string => `notification_channels.secrets:${channelId}`;
