"""What came back: personal messages of every step.

Revision ID: 0004
Revises: 0003

"""
from alembic import op
import sqlalchemy as sa

import app.models.base

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('personal_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('certificate_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=24), nullable=False),
    sa.Column('status', sa.String(length=24), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('opinion', sa.Text(), nullable=False),
    sa.Column('actor_name', sa.String(length=130), nullable=False),
    sa.Column('happened_at', app.models.base.UtcDateTime(), nullable=False),
    sa.Column('read_at', app.models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_personal_message_application_id_application')),
    sa.ForeignKeyConstraint(['certificate_id'], ['certificate.id'], name=op.f('fk_personal_message_certificate_id_certificate')),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], name=op.f('fk_personal_message_user_id_ab_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_personal_message'))
    )
    with op.batch_alter_table('personal_message', schema=None) as batch_op:
        batch_op.create_index('ix_personal_message_user', ['user_id', 'read_at', 'id'], unique=False)
        batch_op.create_index('ix_personal_message_application', ['application_id'], unique=False)


def downgrade():
    with op.batch_alter_table('personal_message', schema=None) as batch_op:
        batch_op.drop_index('ix_personal_message_application')
        batch_op.drop_index('ix_personal_message_user')
    op.drop_table('personal_message')
